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
                new Processing("identity.accounts", "identity.data.accounts.purpose", "identity.data.accounts.categories", LegalBasis.PUBLIC_TASK, Period.ZERO),
                new Processing("identity.sessions", "identity.data.sessions.purpose", "identity.data.sessions.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(3)),
                new Processing("identity.audit", "identity.data.audit.purpose", "identity.data.audit.categories", LegalBasis.PUBLIC_TASK, Purge.AUDIT));
    }
}
