package org.parvis.acts;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of the issues of acts; their texts are read for the search alone. */
final class IssueTable {
    private static final String SELECT =
            "select i.act_id, i.issue_no, i.file_id, i.file_name, i.file_size, i.sha256, i.posted_at, i.published_at, i.note, i.reopens, i.reading, i.pages"
                    + " from acts_issue i where i.tenant_id = :tenant";

    private IssueTable() {}

    /** All issues of an act, the newest first. */
    static List<Issue> of(Reader reader, UUID act) {
        return reader.list(SELECT + " and i.act_id = :act order by i.issue_no desc", IssueTable::issue, "act", act);
    }

    /** The newest issue of each of these acts. */
    static Map<UUID, Issue> newest(Reader reader, Collection<UUID> acts) {
        return acts.isEmpty()
                ? Map.of()
                : reader.list(SELECT + " and i.act_id in (:acts)", IssueTable::issue, "acts", acts).stream()
                        .collect(Collectors.toMap(Issue::act, Function.identity(), BinaryOperator.maxBy(Comparator.comparingInt(Issue::number))));
    }

    static Optional<Issue> byNumber(Reader reader, UUID act, int number) {
        return reader.one(SELECT + " and i.act_id = :act and i.issue_no = :number", IssueTable::issue, "act", act, "number", number);
    }

    /** The text of the newest issue; empty if there is none. */
    static String text(Reader reader, UUID act) {
        return reader.one(
                        "select i.content_text from acts_issue i where i.tenant_id = :tenant and i.act_id = :act"
                                + " order by i.issue_no desc fetch first 1 rows only",
                        row -> Optional.ofNullable(row.stringOrNull("content_text")), "act", act)
                .flatMap(text -> text)
                .orElse("");
    }

    static void insert(Transaction transaction, Issue issue) {
        transaction.execute(
                "insert into acts_issue (tenant_id, act_id, issue_no, file_id, file_name, file_size, sha256, posted_at, published_at, note, reopens, reading, pages)"
                        + " values (:tenant, :act, :number, :file, :fileName, :size, :sha, :posted, :published, :note, :reopens, :reading, :pages)",
                "act", issue.act(), "number", issue.number(), "file", issue.file(), "fileName", issue.fileName(), "size", issue.size(),
                "sha", issue.sha256(), "posted", issue.posted(), "published", issue.published(), "note", issue.note(), "reopens", issue.reopens(),
                "reading", issue.reading(), "pages", issue.pages());
    }

    /** Of drafts alone: their document may still be exchanged. */
    static void deleteAll(Transaction transaction, UUID act) {
        transaction.execute("delete from acts_issue i where i.tenant_id = :tenant and i.act_id = :act", "act", act);
    }

    /** Keeps what was read of an issue, unless its document was exchanged meanwhile. */
    static boolean read(Transaction transaction, Issue issue, Issue.Reading reading, int pages, String text) {
        return transaction.execute(
                "update acts_issue i set reading = :reading, pages = :pages, content_text = :text"
                        + " where i.tenant_id = :tenant and i.act_id = :act and i.issue_no = :number and i.file_id = :file",
                "reading", reading, "pages", pages, "text", text, "act", issue.act(), "number", issue.number(), "file", issue.file()) == 1;
    }

    private static Issue issue(Row row) {
        return new Issue(
                row.uuid("act_id"), row.integer("issue_no"), row.string("file_id"), row.string("file_name"), row.longValue("file_size"),
                row.string("sha256"), row.instant("posted_at"), row.instantOrNull("published_at"), row.string("note"), row.bool("reopens"),
                Issue.Reading.valueOf(row.string("reading")), row.integer("pages"));
    }
}
