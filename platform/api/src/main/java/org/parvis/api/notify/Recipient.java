package org.parvis.api.notify;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * To whom a message goes: addresses that the person gave, an account or an agent, or both.
 *
 * @param email address, or null; that of the account when it is null and a person is given
 * @param phone telephone number as {@code +33612345678} (E.164), or null
 * @param person id of an account or of an agent, or null
 * @param language of the message
 */
public record Recipient(@Nullable String email, @Nullable String phone, @Nullable UUID person, Locale language) {

    /** RFC 5321 allows 254 characters. Neither spaces nor control characters: an address cannot add a header. */
    private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)[^@\\s\\p{Cntrl}<>\",;:()\\[\\]\\\\]{1,64}@[^@\\s\\p{Cntrl}<>\",;:()\\[\\]\\\\]{1,255}");

    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");

    /** @throws IllegalArgumentException if an address is malformed or there is none */
    public Recipient {
        if (email != null && !EMAIL.matcher(email).matches() || phone != null && !PHONE.matcher(phone).matches()) {
            throw new IllegalArgumentException("malformed address of a recipient");
        }
        if (email == null && phone == null && person == null) {
            throw new IllegalArgumentException("a recipient needs an address or an account");
        }
    }

    /** Whether a text can be an e-mail address here: one line, one at sign, nothing that means something in a header. */
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    public static Recipient email(String email, Locale language) {
        return new Recipient(email, null, null, language);
    }

    public static Recipient person(UUID person, Locale language) {
        return new Recipient(null, null, person, language);
    }
}
