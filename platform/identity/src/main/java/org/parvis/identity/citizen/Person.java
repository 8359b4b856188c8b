package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's account as stored; the territory owns all of them.
 *
 * @param email lower case, proven
 * @param name as written by the person; empty if they gave none
 * @param phone E.164, or null
 * @param language language tag
 * @param passwordHash Argon2id, PHC string, or null: signs in by e-mail alone
 * @param lastUsed last sign-in (UTC)
 */
public record Person(
        UUID id, String email, String name, @Nullable String phone, String language, @Nullable String passwordHash, Instant created, Instant lastUsed) {

    static final int LONGEST_NAME = 120;

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    /** Whether that can be a name; the empty one is: nobody has to give theirs. */
    static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.indexOf('<') < 0 && name.chars().noneMatch(Character::isISOControl);
    }

    /** A telephone number as {@code +33612345678}; null if it cannot be one. Numbers that begin with a zero are French. */
    static @Nullable String phone(String typed) {
        String digits = typed.replaceAll("[\\s.()-]", "");
        String international = digits.startsWith("00") ? "+" + digits.substring(2) : digits.startsWith("0") ? "+33" + digits.substring(1) : digits;
        return international.matches("\\+[1-9][0-9]{5,14}") ? international : null;
    }
}
