package org.parvis.demarches.report;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Coordinates;
import org.parvis.demarches.Versioned;

/**
 * What a file reports about a place, without anything of a person.
 *
 * @param id of the file
 * @param topic code of a choice
 * @param street as the reference file of addresses writes it, or empty
 * @param place what was typed, without accents, to find the same again; never shown
 * @param at where, or null
 * @param hidden whether an agent keeps it from the site
 */
public record Report(UUID id, String procedure, String topic, String street, String place, @Nullable Coordinates at, boolean hidden) {
    /** A street's breadth or two: the third decimal of a degree. */
    private static final double ROUNDED = 1_000;
    private static final Pattern NUMBERS = Pattern.compile("(^|-)([0-9]+[a-z]?|bis|ter|quater)(?=-|$)");

    /** Where the site draws it, so that nothing tells at whose door it is; or null. */
    @Nullable Coordinates drawn() {
        return at == null ? null : new Coordinates(Math.round(at.latitude() * ROUNDED) / ROUNDED, Math.round(at.longitude() * ROUNDED) / ROUNDED);
    }

    /** Whether both are in the same street, or drawn at the same point. */
    boolean near(Report other) {
        boolean drawnAlike = at != null && Objects.equals(drawn(), other.drawn());
        boolean known = !street.isEmpty() && !other.street().isEmpty();
        return drawnAlike || (known ? street.equals(other.street()) : !typed().isEmpty() && typed().equals(other.typed()));
    }

    /** What was typed, without the numbers of houses and postcodes. */
    private String typed() {
        return NUMBERS.matcher(place).replaceAll("");
    }

    /** With what is public of its file. */
    public record Public(Report report, String number, int version, String state, Instant received, Instant updated, boolean closed) implements Versioned {
        @Override
        public String procedure() {
            return report.procedure();
        }
    }
}
