package org.parvis.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PersonalData.Erasure;
import org.parvis.api.privacy.PersonalData.Outcome;

/** What rules did to the data of a tenant: statements and row mapping. Nothing in it tells whose data they were. */
final class Proofs {
    private Proofs() {}

    /**
     * What became of something in a tenant.
     *
     * @param processing null: that of the rule
     * @param reasonKey message: why it was kept, or null
     * @param archive where something was put into an archive before, and its checksum; or null
     */
    record Gone(
            String rule, Instant happened, long records, @Nullable String processing, Outcome outcome, @Nullable String reasonKey, @Nullable String archive) {
        /** Without an archive. */
        Gone(String rule, Instant happened, long records, @Nullable String processing, Outcome outcome, @Nullable String reasonKey) {
            this(rule, happened, records, processing, outcome, reasonKey, null);
        }
    }

    /** Of something that is counted already: that it is in an archive. */
    static void archived(Transaction transaction, String rule, Instant now, String archive) {
        insert(transaction, new Gone(rule, now, 1, null, Outcome.KEPT, null, archive));
    }

    static void insert(Transaction transaction, String rule, Instant now, long records) {
        insert(transaction, new Gone(rule, now, records, null, Outcome.ERASED, null));
    }

    /** Adds to what became of the same in this run: accounts go one by one. */
    static void add(Transaction transaction, String rule, Instant now, Erasure erasure) {
        Gone gone = new Gone(rule, now, erasure.records(), erasure.processing(), erasure.outcome(), erasure.reasonKey());
        int known = transaction.execute(
                """
                update privacy_purged p set records = p.records + :records
                where p.tenant_id = :tenant and p.rule_name = :rule and p.happened = :now and p.processing = :processing and p.outcome = :outcome
                    and coalesce(p.reason, '') = :reason
                """,
                "records", gone.records(), "rule", rule, "now", now, "processing", gone.processing(), "outcome", gone.outcome(),
                "reason", gone.reasonKey() == null ? "" : gone.reasonKey());
        if (known == 0) {
            insert(transaction, gone);
        }
    }

    private static void insert(Transaction transaction, Gone gone) {
        transaction.execute(
                """
                insert into privacy_purged (tenant_id, id, rule_name, happened, records, processing, outcome, reason, archive)
                values (:tenant, :id, :rule, :now, :records, :processing, :outcome, :reason, :archive)
                """,
                "id", Ids.next(), "rule", gone.rule(), "now", gone.happened(), "records", gone.records(), "processing", gone.processing(),
                "outcome", gone.outcome(), "reason", gone.reasonKey(), "archive", gone.archive());
    }

    /** Newest first. */
    static List<Gone> list(Reader tenant, int limit) {
        return tenant.list(
                "select p.rule_name, p.happened, p.records, p.processing, p.outcome, p.reason, p.archive from privacy_purged p where p.tenant_id = :tenant"
                        + " order by p.happened desc, p.id desc fetch first :limit rows only",
                row -> new Gone(
                        row.string("rule_name"), row.instant("happened"), row.longValue("records"), row.stringOrNull("processing"),
                        // None: written before anything was kept by a rule.
                        Optional.ofNullable(row.stringOrNull("outcome")).map(Outcome::valueOf).orElse(Outcome.ERASED), row.stringOrNull("reason"),
                        row.stringOrNull("archive")),
                "limit", limit);
    }
}
