package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Workflow;

/** SQL of files. */
public final class CaseTable {
    private static final String COLUMNS = "f.id, f.file_no, f.procedure_id, f.version_no, f.state, f.kind, f.outcome, f.answers, f.applicant, f.email, f.phone,"
            + " f.account_id, f.language, f.channel, f.subject, f.received_at, f.clock, f.silence_at, f.assignee_id, f.assignee_name, f.closed_at, f.purge_at,"
            + " f.updated_at, f.row_version";

    private CaseTable() {}

    private static CaseFile map(Row row) {
        String outcome = row.stringOrNull("outcome");
        UUID assignee = row.uuidOrNull("assignee_id");
        return new CaseFile(
                row.uuid("id"), row.string("file_no"), row.string("procedure_id"), row.integer("version_no"),
                new CaseFile.Stand(
                        row.string("state"), Workflow.Kind.valueOf(row.string("kind")), outcome == null ? null : Workflow.Outcome.valueOf(outcome),
                        row.instantOrNull("closed_at"), row.instantOrNull("purge_at")),
                Answers.of(row.string("answers")),
                new CaseFile.Applicant(row.string("applicant"), row.string("email"), row.string("phone"), row.uuidOrNull("account_id"), row.string("language")),
                CaseFile.Channel.valueOf(row.string("channel")), row.string("subject"), row.instant("received_at"), ClockJson.read(row.string("clock")),
                row.instantOrNull("silence_at"), assignee == null ? null : new CaseFile.Assignee(assignee, row.string("assignee_name")),
                row.instant("updated_at"), row.integer("row_version"));
    }

    /** Keeps others away until the end of the transaction, and changes nothing: not the moment of its last change, which programs follow. */
    static void hold(Transaction transaction, UUID id) {
        transaction.execute("update demarches_file f set updated_at = f.updated_at where f.tenant_id = :tenant and f.id = :id", "id", id);
    }

    /** Something was said of it that changes nothing that agents decide on: their decisions stay good, programs that follow changes come across it. */
    public static void touch(Transaction transaction, UUID id, Instant now) {
        transaction.execute("update demarches_file f set updated_at = :now where f.tenant_id = :tenant and f.id = :id", "now", now, "id", id);
    }

    public static Optional<CaseFile> byId(Reader reader, UUID id) {
        return reader.one("select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.id = :id", CaseTable::map, "id", id);
    }

    public static Optional<CaseFile> byNumber(Reader reader, String number) {
        return reader.one("select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.file_no = :number", CaseTable::map, "number", number);
    }

    /** Open files of the same procedure that the same person may have sent, the latest first. */
    public static List<CaseFile> alike(Reader reader, CaseFile file, int most) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.procedure_id = :procedure and f.kind in ('OPEN', 'WAITING')"
                        + " and f.id <> :id and (lower(f.applicant) = :name or f.email <> '' and lower(f.email) = :email)"
                        + " order by f.received_at desc fetch first " + most + " rows only",
                CaseTable::map, "procedure", file.procedure(), "id", file.id(), "name", file.applicant().name().toLowerCase(Locale.ROOT),
                "email", file.applicant().email().toLowerCase(Locale.ROOT));
    }

    public static List<CaseFile> ofAccount(Reader reader, UUID account) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.account_id = :account order by f.received_at desc fetch first 100 rows only",
                CaseTable::map, "account", account);
    }

    /** What the browser that sent it may know for a day: digest of its token, and the follow-up code under that token. */
    public record Held(String holder, @Nullable String sealedCode, Instant receivedAt) {}

    static Optional<Held> held(Reader reader, UUID id) {
        return reader.one(
                "select f.holder, f.sealed_code, f.received_at from demarches_file f where f.tenant_id = :tenant and f.id = :id",
                row -> new Held(row.string("holder"), row.stringOrNull("sealed_code"), row.instant("received_at")), "id", id);
    }

    public static void insert(Transaction transaction, CaseFile file, Held held) {
        transaction.execute(
                "insert into demarches_file (tenant_id, id, file_no, procedure_id, version_no, state, kind, answers, applicant, email, phone, account_id, language,"
                        + " channel, subject, sorted, received_at, clock, silence_at, holder, sealed_code, updated_at, row_version)"
                        + " values (:tenant, :id, :number, :procedure, :version, :state, :kind, :answers, :applicant, :email, :phone, :account, :language,"
                        + " :channel, :subject, :sorted, :received, :clock, :silence, :holder, :code, :updated, 1)",
                "id", file.id(), "number", file.number(), "procedure", file.procedure(), "version", file.version(), "state", file.stand().state(),
                "kind", file.stand().kind(), "answers", file.answers().toString(), "applicant", file.applicant().name(), "email", file.applicant().email(),
                "phone", file.applicant().phone(), "account", file.applicant().account(), "language", file.applicant().language(),
                "channel", file.channel(), "subject", file.subject(), "sorted", words(file), "received", file.receivedAt(),
                "clock", ClockJson.write(file.clock()), "silence", file.silenceAt(), "holder", held.holder(), "code", held.sealedCode(),
                "updated", file.updatedAt());
        WordTable.insert(transaction, file.id(), WordTable.words(words(file)));
    }

    /** False if somebody changed it meanwhile. */
    public static boolean update(Transaction transaction, CaseFile file) {
        CaseFile.Assignee assignee = file.assignee();
        boolean updated = transaction.execute(
                "update demarches_file f set state = :state, kind = :kind, outcome = :outcome, answers = :answers, applicant = :applicant, email = :email,"
                        + " phone = :phone, subject = :subject, sorted = :sorted, clock = :clock, silence_at = :silence, assignee_id = :assignee,"
                        + " assignee_name = :assigneename, closed_at = :closed, purge_at = :purge, updated_at = :updated, row_version = f.row_version + 1"
                        + " where f.tenant_id = :tenant and f.id = :id and f.row_version = :revision",
                "state", file.stand().state(), "kind", file.stand().kind(), "outcome", file.stand().outcome(), "answers", file.answers().toString(),
                "applicant", file.applicant().name(), "email", file.applicant().email(), "phone", file.applicant().phone(), "subject", file.subject(),
                "sorted", words(file), "clock", ClockJson.write(file.clock()), "silence", file.silenceAt(),
                "assignee", assignee == null ? null : assignee.id(), "assigneename", assignee == null ? null : assignee.name(),
                "closed", file.stand().closedAt(), "purge", file.stand().purgeAt(), "updated", file.updatedAt(), "id", file.id(),
                "revision", file.revision()) == 1;
        if (updated) {
            WordTable.write(transaction, file.id(), words(file));
        }
        return updated;
    }

    /** What a search in the queue looks at, without accents. */
    private static String words(CaseFile file) {
        String words = Slug.of(file.number() + " " + file.applicant().name() + " " + file.subject());
        return words.substring(0, Math.min(words.length(), 400));
    }

    public static List<UUID> toPurge(Reader reader, Instant now, int most) {
        return reader.list(
                "select f.id from demarches_file f where f.tenant_id = :tenant and f.purge_at <= :now order by f.purge_at fetch first " + most + " rows only",
                row -> row.uuid("id"), "now", now);
    }

    public static void delete(Transaction transaction, List<UUID> ids) {
        transaction.execute("delete from demarches_word w where w.tenant_id = :tenant and w.file_id in (:ids)", "ids", ids);
        transaction.execute("delete from demarches_reminder r where r.tenant_id = :tenant and r.file_id in (:ids)", "ids", ids);
        transaction.execute("delete from demarches_link l where l.tenant_id = :tenant and l.file_id in (:ids)", "ids", ids);
        transaction.execute("delete from demarches_unseen u where u.tenant_id = :tenant and u.file_id in (:ids)", "ids", ids);
        transaction.execute("delete from demarches_tie t where t.tenant_id = :tenant and (t.file_id in (:ids) or t.other_file in (:ids))", "ids", ids);
        transaction.execute("delete from demarches_entry e where e.tenant_id = :tenant and e.file_id in (:ids)", "ids", ids);
        transaction.execute("delete from demarches_file f where f.tenant_id = :tenant and f.id in (:ids)", "ids", ids);
    }
}
