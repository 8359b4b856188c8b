package org.parvis.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An agent's account as stored; the territory owns all accounts.
 *
 * @param email lower case
 * @param language language tag of the interface
 * @param passwordHash Argon2id, PHC string
 * @param mustChange whether the password must be changed before anything else
 * @param usableUntil when a one-time password ends (UTC), or null
 */
public record Account(
        UUID id, String email, String name, String language, String passwordHash, boolean mustChange, @Nullable Instant usableUntil) {

    public static final int LONGEST_NAME = 120;
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>\"'(),:;\\\\\\[\\]\\p{Cntrl}]{1,64}@"
                    + "(?=.{3,189}$)([\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]*");

    public static String normalEmail(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public static boolean isEmail(String normal) {
        return EMAIL.matcher(normal).matches();
    }

    public static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.indexOf('<') < 0 && name.chars().noneMatch(Character::isISOControl);
    }
}
