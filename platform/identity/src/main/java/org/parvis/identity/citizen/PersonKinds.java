package org.parvis.identity.citizen;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;

/** What is written to owners of accounts about these. */
@Component
public final class PersonKinds implements NotificationKinds {
    static final String CODE = "identity.person-code";
    static final String CHANGE = "identity.person-change";
    static final String AGAIN = "identity.person-again";
    static final String CHANGED = "identity.person-changed";
    static final String PASSWORD = "identity.person-password";
    static final String PROVIDER = "identity.person-provider";
    static final String FACTOR_ON = "identity.person-factor-on";
    static final String FACTOR_OFF = "identity.person-factor-off";
    static final String FACTOR_CODES = "identity.person-factor-codes";
    static final String FACTOR_LOST = "identity.person-factor-lost";
    static final String UNUSED = "identity.person-unused";

    @Override
    public List<Kind> kinds() {
        return List.of(
                Kind.answer(CODE, "code", "lien", "minutes"),
                Kind.answer(CHANGE, "code", "lien", "minutes"),
                Kind.answer(AGAIN, "code", "minutes"),
                Kind.answer(CHANGED, "adresse"),
                Kind.answer(PASSWORD, "adresse"),
                Kind.answer(PROVIDER, "adresse"),
                Kind.answer(FACTOR_ON, "adresse"),
                Kind.answer(FACTOR_OFF, "adresse"),
                Kind.answer(FACTOR_CODES, "adresse"),
                // In the inbox too: who reads somebody's mail and says this could delete the mail.
                new Kind(FACTOR_LOST, List.of("adresse", "jours"), Set.of(Channel.EMAIL, Channel.INBOX), false, true),
                Kind.answer(UNUSED, "date", "adresse"));
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }
}
