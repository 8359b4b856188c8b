package org.parvis.identity;

import java.time.Period;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.privacy.PersonalData;

/** What is kept of agents. */
@Component
public final class IdentityPersonalData implements PersonalData {
    @Override
    public List<Processing> processings() {
        return List.of(
                // Deleted with the last role.
                processing("accounts", Period.ZERO),
                processing("sessions", Period.ofDays(3)));
    }

    private static Processing processing(String what, Period retention) {
        String messages = "identity.data." + what;
        return new Processing("identity." + what, messages + ".purpose", messages + ".categories", LegalBasis.PUBLIC_TASK, retention);
    }
}
