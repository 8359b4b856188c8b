package org.parvis.demarches.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.Cases;
import org.parvis.demarches.procedure.Fault;

/** SQL of the sheets of service-public.fr, and of the files that are none; they are the territory's. */
final class SheetTable {
    private SheetTable() {}

    /** What is known of a sheet without reading it. */
    record Head(String id, String title, String digest, @Nullable LocalDate modified, Instant takenAt) {}

    static List<Head> heads(Reader territory) {
        return territory.list(
                "select s.sheet_id, s.title, s.digest, s.modified_on, s.taken_at from demarches_sheet s where s.tenant_id = :tenant order by s.sheet_id",
                row -> new Head(row.string("sheet_id"), row.string("title"), row.string("digest"), row.dateOrNull("modified_on"), row.instant("taken_at")));
    }

    static Optional<byte[]> content(Reader territory, String id) {
        return territory.one(
                "select s.content from demarches_sheet s where s.tenant_id = :tenant and s.sheet_id = :id", row -> row.bytesOrNull("content"), "id", id);
    }

    static void put(Transaction transaction, StateSheet sheet, byte[] content, String digest, Instant now) {
        Object[] values = {
            "id", sheet.id(), "title", sheet.title(), "content", content, "digest", digest, "modified", sheet.modified(), "now", now,
        };
        int changed = transaction.execute(
                "update demarches_sheet s set title = :title, content = :content, digest = :digest, modified_on = :modified, taken_at = :now"
                        + " where s.tenant_id = :tenant and s.sheet_id = :id", values);
        if (changed == 0) {
            transaction.execute(
                    "insert into demarches_sheet (tenant_id, sheet_id, title, content, digest, modified_on, taken_at)"
                            + " values (:tenant, :id, :title, :content, :digest, :modified, :now)", values);
        }
    }

    /** What is wrong with files, by name. */
    static List<Fault> faults(Reader territory) {
        return territory.list(
                "select x.file_name, x.line_no, x.reason, x.detail from demarches_sheet_fault x where x.tenant_id = :tenant order by x.file_name",
                row -> new Fault(row.string("file_name"), row.integer("line_no"), "demarches.fault.xml." + row.string("reason"), List.of(row.string("detail"))));
    }

    static void faulty(Transaction transaction, String file, SheetFault fault) {
        right(transaction, file);
        transaction.execute(
                "insert into demarches_sheet_fault (tenant_id, file_name, line_no, reason, detail) values (:tenant, :file, :line, :reason, :detail)",
                "file", file, "line", fault.line(), "reason", fault.what(), "detail", Cases.cut(String.valueOf(fault.getMessage()), 300));
    }

    static void right(Transaction transaction, String file) {
        transaction.execute("delete from demarches_sheet_fault x where x.tenant_id = :tenant and x.file_name = :file", "file", file);
    }
}
