package org.parvis.site.people;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An élu or an agent.
 *
 * @param role « Maire », « 2e adjointe, aux écoles »
 * @param detail further text: delegation, days of presence
 * @param photo id of an image, or null
 * @param version grows with each edit; 0 for a new one
 */
public record Person(UUID id, String name, String role, String detail, String phone, String email, @Nullable String photo, int position, int version) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s-]+");

    /** For want of a photo. */
    public String initials() {
        StringBuilder initials = new StringBuilder();
        for (String word : BETWEEN_WORDS.split(name)) {
            if (!word.isEmpty() && Character.isUpperCase(word.charAt(0)) && initials.length() < 2) {
                initials.append(word.charAt(0));
            }
        }
        return initials.toString();
    }
}
