package org.parvis.identity.passkey;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;

/** What is written to owners of accounts about their passkeys. */
@Component
public final class PasskeyKinds implements NotificationKinds {
    public static final String PERSON = "identity.person-passkey";
    public static final String AGENT = "identity.agent-passkey";

    @Override
    public List<Kind> kinds() {
        return List.of(Kind.answer(PERSON, "adresse", "cle"), Kind.answer(AGENT, "adresse", "cle"));
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }
}
