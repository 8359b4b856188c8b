package org.parvis.api.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an association in the répertoire national des associations (arrêté of 14 October 2009): W and nine digits, of which the
 * second is a letter in Corsica ({@code W2A1}) and overseas ({@code W9R1}). It has no key.
 *
 * @param number in upper case
 */
public record Rna(String number) {

    private static final Pattern RNA = Pattern.compile("W[0-9][0-9A-Z][0-9]{7}");

    /** @throws IllegalArgumentException if it is not of that form */
    public Rna {
        if (!RNA.matcher(number).matches()) {
            throw new IllegalArgumentException("no RNA: " + number);
        }
    }

    /** As people write it, in lower case or with spaces; empty if it is none. */
    public static Optional<Rna> parse(String typed) {
        String number = typed.replaceAll("[\\s\\u00a0\\u202f]", "").toUpperCase(Locale.ROOT);
        return RNA.matcher(number).matches() ? Optional.of(new Rna(number)) : Optional.empty();
    }

    @Override
    public String toString() {
        return number;
    }
}
