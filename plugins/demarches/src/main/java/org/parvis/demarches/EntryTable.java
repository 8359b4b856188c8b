package org.parvis.demarches;

import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/** SQL of histories. */
public final class EntryTable {
    private EntryTable() {}

    /** Oldest first. */
    public static List<Entry> of(Reader reader, UUID file) {
        return reader.list(
                "select e.id, e.made_at, e.kind, e.about, e.author, e.agents_only, e.body, e.attachments from demarches_entry e"
                        + " where e.tenant_id = :tenant and e.file_id = :file order by e.made_at, e.id",
                row -> new Entry(
                        row.uuid("id"), row.instant("made_at"), Entry.Kind.valueOf(row.string("kind")), row.string("about"), row.string("author"),
                        row.bool("agents_only"), row.string("body"), split(row.string("attachments"))),
                "file", file);
    }

    private static List<String> split(String ids) {
        return ids.isEmpty() ? List.of() : List.of(ids.split(","));
    }

    public static void insert(Transaction transaction, UUID file, Entry entry) {
        transaction.execute(
                "insert into demarches_entry (tenant_id, id, file_id, made_at, kind, about, author, agents_only, body, attachments)"
                        + " values (:tenant, :id, :file, :at, :kind, :about, :author, :agentsonly, :body, :attachments)",
                "id", entry.id(), "file", file, "at", entry.at(), "kind", entry.kind(), "about", entry.about(), "author", entry.author(),
                "agentsonly", entry.agentsOnly(), "body", entry.body(), "attachments", String.join(",", entry.attachments()));
    }
}
