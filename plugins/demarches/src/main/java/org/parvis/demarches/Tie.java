package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/**
 * What a file has to do with something beyond it.
 *
 * @param other id of the other file, or null: it is not in this installation
 * @param label of the other side: a number, or the name of an administration
 */
public record Tie(UUID file, Kind kind, @Nullable UUID other, String label, Instant made) {
    /** How they belong together. */
    public enum Kind {
        /** The file goes on within the other one, of the same tenant. */
        MERGED,
        /** The file went to another administration. */
        WENT,
        /** The file came from another administration. */
        CAME
    }

    public static void insert(Transaction transaction, Tie tie) {
        transaction.execute(
                "insert into demarches_tie (tenant_id, id, file_id, kind, other_file, label, made_at) values (:tenant, :id, :file, :kind, :other, :label, :made)",
                "id", Ids.next(), "file", tie.file(), "kind", tie.kind(), "other", tie.other(), "label", tie.label(), "made", tie.made());
    }

    /** What is tied to a file from either side, oldest first. */
    public static List<Tie> of(Reader reader, UUID file) {
        return reader.list(
                "select t.file_id, t.kind, t.other_file, t.label, t.made_at from demarches_tie t where t.tenant_id = :tenant"
                        + " and (t.file_id = :file or t.other_file = :file and t.kind = 'MERGED') order by t.made_at, t.id",
                row -> new Tie(
                        row.uuid("file_id"), Kind.valueOf(row.string("kind")), row.uuidOrNull("other_file"), row.string("label"), row.instant("made_at")),
                "file", file);
    }

    /** Files that went into some others. */
    public static List<UUID> into(Reader reader, Collection<UUID> files) {
        return reader.list(
                "select t.file_id from demarches_tie t where t.tenant_id = :tenant and t.kind = 'MERGED' and t.other_file in (:files)",
                row -> row.uuid("file_id"), "files", files);
    }
}
