package org.parvis.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.api.route.FieldError;

/** What a password of one's own must be: long, and neither common nor one's address (NIST SP 800-63B, 5.1.1.2). */
public final class PasswordRules {
    private static final int FEWEST_DIFFERENT = 5;
    private static final int SHORTEST_NAME = 4;
    private static final String ROWS = "0123456789012345 abcdefghijklmnopqrstuvwxyz azertyuiopqsdfghjklmwxcvbn qwertyuiopasdfghjklzxcvbnm qwertzuiop";

    private final Set<String> common;

    PasswordRules() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is not in the bundle");
            }
            this.common = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with a password, for the form's field {@code password}. */
    public Optional<FieldError> wrong(String password, String email) {
        if (password.codePointCount(0, password.length()) < Passwords.SHORTEST) {
            return error("identity.password.short", Passwords.SHORTEST);
        }
        if (password.length() > Passwords.LONGEST) {
            return error("identity.password.long", Passwords.LONGEST);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (holdsAddress(lower, email)) {
            return error("identity.password.address");
        }
        return isCommon(lower) ? error("identity.password.common") : Optional.empty();
    }

    private static boolean holdsAddress(String lower, String email) {
        String name = email.substring(0, email.indexOf('@'));
        boolean barelyMore = lower.length() - name.length() < SHORTEST_NAME * 2;
        return lower.contains(email) || (name.length() >= SHORTEST_NAME && lower.startsWith(name) && barelyMore);
    }

    private boolean isCommon(String lower) {
        String letters = lower.replaceAll("[^\\p{L}]+", "");
        String bare = lower.replaceAll("[^\\p{L}\\p{N}]+", "");
        return lower.chars().distinct().count() < FEWEST_DIFFERENT
                || common.contains(bare)
                || common.contains(letters)
                || isRepeated(bare)
                || isRow(bare);
    }

    /** {@code motdepassemotdepasse}: a word and again that word. */
    private boolean isRepeated(String bare) {
        int half = bare.length() / 2;
        return half > 0 && bare.length() % 2 == 0 && bare.substring(0, half).equals(bare.substring(half));
    }

    /** Made of pieces of the keyboard's rows, four keys and more at a time. */
    private static boolean isRow(String bare) {
        int at = 0;
        while (at < bare.length()) {
            int end = Math.min(bare.length(), at + 4);
            while (end < bare.length() && ROWS.contains(bare.substring(at, end + 1))) {
                end++;
            }
            if (!ROWS.contains(bare.substring(at, end))) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static Optional<FieldError> error(String key, Object... arguments) {
        return Optional.of(FieldError.of("password", key, arguments));
    }
}
