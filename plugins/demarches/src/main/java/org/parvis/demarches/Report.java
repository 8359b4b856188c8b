package org.parvis.demarches;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Coordinates;

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
record Report(UUID id, String procedure, String topic, String street, String place, @Nullable Coordinates at, boolean hidden) {
    /** With what is public of its file. */
    record Public(Report report, String number, int version, String state, Instant received, Instant updated, boolean closed) {}
}
