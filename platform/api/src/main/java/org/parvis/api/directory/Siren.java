package org.parvis.api.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a legal unit in the register SIRENE: nine digits, of which the last is the key of Luhn's formula (ISO/IEC 7812-1, annex B;
 * Code de commerce, R123-221).
 *
 * @param digits nine digits
 */
public record Siren(String digits) {

    private static final Pattern SIREN = Pattern.compile("[0-9]{9}");
    private static final Pattern SIRET = Pattern.compile("[0-9]{14}");

    /** @throws IllegalArgumentException if it is not nine digits with the right key */
    public Siren {
        if (!SIREN.matcher(digits).matches() || !luhn(digits)) {
            throw new IllegalArgumentException("no SIREN: " + digits);
        }
    }

    /** A SIREN as people write it, or that of a SIRET, of which it is the first nine digits; empty if it is neither. */
    public static Optional<Siren> parse(String typed) {
        String digits = typed.replaceAll("[\\s\\u00a0\\u202f.-]", "");
        String nine = SIRET.matcher(digits).matches() ? digits.substring(0, 9) : digits;
        return SIREN.matcher(nine).matches() && luhn(nine) ? Optional.of(new Siren(nine)) : Optional.empty();
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** In groups of three digits: {@code 732 829 320}. */
    @Override
    public String toString() {
        return digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
    }
}
