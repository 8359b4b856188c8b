package org.parvis.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** One {@link Passwords} and one set of {@link PasswordRules} for the whole module. */
@Component(service = PasswordService.class)
public final class PasswordService {
    private final Passwords passwords;
    private final PasswordRules rules = new PasswordRules();

    @Activate
    public PasswordService() {
        this(new Passwords());
    }

    PasswordService(Passwords passwords) {
        this.passwords = passwords;
    }

    public Passwords passwords() {
        return passwords;
    }

    public PasswordRules rules() {
        return rules;
    }
}
