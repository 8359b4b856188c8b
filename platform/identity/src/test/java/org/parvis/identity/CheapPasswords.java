package org.parvis.identity;

/** Argon2id as it is, at the least cost that there is: {@link PasswordsTest} alone is about the real one. */
public final class CheapPasswords {
    public static final PasswordService SERVICE = new PasswordService(new Passwords(new Passwords.Cost(64, 1)));

    private CheapPasswords() {}
}
