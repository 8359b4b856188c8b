package org.parvis.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Row;

/**
 * An entry as stored.
 *
 * @param happened to the microsecond
 * @param commitment what of the content stays when it is erased; see {@link Commitment}
 * @param content null once erased
 * @param erasedBy the entry that tells of the erasure, or null
 */
record Recorded(UUID id, Instant happened, String commitment, @Nullable UUID erasedBy, @Nullable Content content) {

    /** All columns that {@link #of} reads, of the alias {@code a}. */
    static final String COLUMNS = "a.id, a.happened, a.commitment, a.erased_by, a.salt, a.actor_ref, a.actor_name, a.behalf_ref, a.behalf_name,"
            + " a.person_ref, a.person_name, a.done, a.subject, a.detail, a.about";

    /**
     * What an entry says.
     *
     * @param salt random, 32 hexadecimal digits: without it nobody can guess the content from the commitment
     */
    record Content(
            String salt,
            @Nullable String actorRef,
            @Nullable String actorName,
            @Nullable String behalfRef,
            @Nullable String behalfName,
            @Nullable String personRef,
            @Nullable String personName,
            String action,
            String subject,
            String detail,
            @Nullable UUID about) {}

    static Recorded of(Row row) {
        String salt = row.stringOrNull("salt");
        return new Recorded(row.uuid("id"), row.instant("happened"), row.string("commitment"), row.uuidOrNull("erased_by"), salt == null ? null : content(row, salt));
    }

    private static Content content(Row row, String salt) {
        return new Content(
                salt, row.stringOrNull("actor_ref"), row.stringOrNull("actor_name"), row.stringOrNull("behalf_ref"), row.stringOrNull("behalf_name"),
                row.stringOrNull("person_ref"), row.stringOrNull("person_name"), text(row, "done"), text(row, "subject"), text(row, "detail"),
                row.uuidOrNull("about"));
    }

    /** Somebody may have emptied a column: that is for the verification to say. */
    private static String text(Row row, String column) {
        String text = row.stringOrNull(column);
        return text == null ? "" : text;
    }
}
