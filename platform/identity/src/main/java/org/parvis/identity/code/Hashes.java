package org.parvis.identity.code;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.Person;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlSessions;

/** What is stored in place of codes and addresses. */
public final class Hashes {
    /** 2^55 codes, each tried so often, are more than who has the table can try. */
    private static final int ROUNDS = 5_000;
    /** For few digits; codes were stretched so too, and those that are on paper go on working. */
    private static final int MANY_ROUNDS = 20_000;
    private static final int BITS = 256;
    private static final int FEWEST_DIGITS = 6;

    private Hashes() {}

    /** Stretched (PBKDF2, RFC 8018): 55 bits alone could be tried one after the other by who has the table. */
    static String code(TenantId tenant, String canonical) {
        return stretched(tenant, canonical, ROUNDS);
    }

    /** What may stand in the table for a code. */
    static List<String> codes(TenantId tenant, String canonical) {
        return List.of(code(tenant, canonical), digits(tenant, canonical));
    }

    /** What stands for a few digits, which open something for minutes. */
    public static String digits(TenantId tenant, String digits) {
        return stretched(tenant, digits, MANY_ROUNDS);
    }

    private static String stretched(TenantId tenant, String code, int rounds) {
        byte[] salt = ("parvis follow-up code " + tenant.value()).getBytes(StandardCharsets.UTF_8);
        PBEKeySpec spec = new PBEKeySpec(code.toCharArray(), salt, rounds, BITS);
        try {
            return HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", impossible);
        }
    }

    static @Nullable String email(String typed) {
        String email = typed.strip().toLowerCase(Locale.ROOT);
        return Recipient.isEmail(email) ? SqlSessions.hash("contact:" + email) : null;
    }

    public static @Nullable String phone(String typed) {
        String number = Person.phone(typed);
        return number.length() >= FEWEST_DIGITS ? SqlSessions.hash("contact:" + number) : null;
    }

    /** An address or a number, as typed into one field; null if it is neither. */
    static @Nullable String contact(String typed) {
        return typed.indexOf('@') >= 0 ? email(typed) : phone(typed);
    }

    /** As E.164 wants it: French numbers with the country's prefix, others as they were typed with theirs. */
    public static Optional<String> international(String typed) {
        String digits = typed.replaceAll("[^0-9+]", "");
        String number = Person.phone(typed);
        String all = digits.startsWith("+") && !digits.startsWith("+33") ? digits : number.matches("0[1-9][0-9]{8}") ? "+33" + number.substring(1) : "";
        return all.matches("\\+[1-9][0-9]{5,14}") ? Optional.of(all) : Optional.empty();
    }
}
