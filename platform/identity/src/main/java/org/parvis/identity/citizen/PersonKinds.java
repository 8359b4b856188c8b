package org.parvis.identity.citizen;

import java.util.List;
import org.osgi.service.component.annotations.Component;
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
                Kind.answer(UNUSED, "date", "adresse"));
    }
}
