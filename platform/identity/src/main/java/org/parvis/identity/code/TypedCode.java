package org.parvis.identity.code;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Codes that people type: base 32 of crockford.com/base32.html with its check symbol, which finds each mistyped or swapped letter. */
final class TypedCode {
    /** 55 random bits. */
    static final int DIGITS = 11;

    private static final String DIGIT = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECK = DIGIT + "*~$=U";
    private static final int LONGEST_TYPED = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TypedCode() {}

    /** In groups of four; never with a check symbol that a telephone hides or that nobody dictates: * ~ $ = U. */
    static String random() {
        String code = encode(RANDOM.nextLong() & ((1L << (5 * DIGITS)) - 1), DIGITS);
        return DIGIT.indexOf(code.charAt(DIGITS)) < 0 ? random() : code.replaceAll("(.{4})(?=.)", "$1-");
    }

    static String encode(long value, int digits) {
        StringBuilder code = new StringBuilder();
        for (int i = digits - 1; i >= 0; i--) {
            code.append(DIGIT.charAt((int) (value >>> (5 * i)) & 31));
        }
        return code.append(CHECK.charAt((int) Long.remainderUnsigned(value, CHECK.length()))).toString();
    }

    /** What was typed in its one spelling, without hyphens; empty if no code looks like that or the check symbol is wrong. */
    static Optional<String> canonical(String typed) {
        String code = typed.substring(0, Math.min(LONGEST_TYPED, typed.length())).replaceAll("[\\s-]+", "").toUpperCase(Locale.ROOT)
                .replace('O', '0').replace('I', '1').replace('L', '1');
        if (code.length() != DIGITS + 1) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = DIGIT.indexOf(code.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            value = value << 5 | digit;
        }
        return encode(value, DIGITS).equals(code) ? Optional.of(code) : Optional.empty();
    }
}
