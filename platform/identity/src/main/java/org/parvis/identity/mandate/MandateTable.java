package org.parvis.identity.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Mandates.Mandate;

/** Mandates: statements and row mapping. */
final class MandateTable {
    static final int PAGE = 25;

    private static final String COLUMNS =
            """
            select m.id, m.reference, m.person_name, m.born, m.email, m.phone, m.scopes, m.purpose, m.term, m.agreement, m.code_hash, m.code_expires,
                m.attempts, m.made, m.made_by_name, m.agreed, m.ends, m.ended, m.ended_by, m.tongue
            from identity_mandate m where m.tenant_id = :tenant""";
    private static final String FOUND =
            " and (lower(m.person_name) like :q escape '!' or m.email like :q escape '!' or m.phone like :q escape '!' or lower(m.reference) like :q escape '!')";

    private MandateTable() {}

    /**
     * As stored; times in UTC.
     *
     * @param purpose in the agent's words, may be empty
     * @param codeHash of the code that is to be read out, or null
     * @param attempts made with that code
     * @param by name of the agent who entered it
     * @param agreed when the person agreed, or null
     * @param ends when it is over by itself
     * @param ended when it was ended before, or null
     * @param endedBy name of who ended it; empty: the person
     */
    record Stored(
            UUID id, String reference, String name, @Nullable LocalDate birth, String email, String phone, Set<String> scopes, String purpose, Terms term,
            Agreement agreement, @Nullable String codeHash, @Nullable Instant codeExpires, int attempts, Instant made, String by, @Nullable Instant agreed,
            Instant ends, @Nullable Instant ended, @Nullable String endedBy, String language) {

        String state(Instant now) {
            if (ended != null) {
                return "ended";
            }
            if (!now.isBefore(ends)) {
                return "over";
            }
            return agreed == null ? "waiting" : "open";
        }

        boolean isOpen(Instant now) {
            return state(now).equals("open");
        }

        Mandate mandate() {
            return new Mandate(id, reference, name, birth, email, phone, scopes, ends);
        }
    }

    /** Something that was done under a mandate. */
    record Act(Instant happened, String agent, String action, String subject, String detail) {}

    static void insert(Transaction transaction, Stored mandate, UUID by) {
        transaction.execute(
                """
                insert into identity_mandate (tenant_id, id, reference, person_name, born, email, phone, scopes, purpose, term, agreement, code_hash,
                    code_expires, attempts, made, made_by, made_by_name, agreed, ends, ended, ended_by, tongue)
                values (:tenant, :id, :reference, :name, :birth, :email, :phone, :scopes, :purpose, :term, :agreement, :code, :codeExpires, 0, :made, :by,
                    :byName, null, :ends, null, null, :language)
                """,
                "id", mandate.id(), "reference", mandate.reference(), "name", mandate.name(), "birth", mandate.birth(), "email", mandate.email(),
                "phone", mandate.phone(), "scopes", String.join(" ", mandate.scopes()), "purpose", mandate.purpose(), "term", mandate.term(),
                "agreement", mandate.agreement(), "code", mandate.codeHash(), "codeExpires", mandate.codeExpires(), "made", mandate.made(), "by", by,
                "byName", mandate.by(), "ends", mandate.ends(), "language", mandate.language());
    }

    static Optional<Stored> byId(Reader reader, UUID id) {
        return reader.one(COLUMNS + " and m.id = :id", MandateTable::map, "id", id);
    }

    /** The latest first; {@code open} alone: those that hold now. */
    static List<Stored> list(Reader reader, String like, boolean open, Instant now, int offset) {
        return reader.list(
                COLUMNS + FOUND + (open ? " and m.agreed is not null and m.ended is null and m.ends > :now" : "")
                        + " order by m.made desc, m.id desc offset :offset rows fetch next " + PAGE + " rows only",
                MandateTable::map,
                parameters(like, open, now, offset));
    }

    private static Object[] parameters(String like, boolean open, Instant now, int offset) {
        return open ? new Object[] {"q", like, "offset", offset, "now", now} : new Object[] {"q", like, "offset", offset};
    }

    static long count(Reader reader, String like, boolean open, Instant now) {
        String sql = "select count(*) from identity_mandate m where m.tenant_id = :tenant" + FOUND;
        return open
                ? reader.count(sql + " and m.agreed is not null and m.ended is null and m.ends > :now", "q", like, "now", now)
                : reader.count(sql, "q", like);
    }

    static void setCode(Transaction transaction, UUID id, String hash, Instant expires) {
        transaction.execute(
                "update identity_mandate m set code_hash = :hash, code_expires = :expires, attempts = 0 where m.tenant_id = :tenant and m.id = :id",
                "hash", hash, "expires", expires, "id", id);
    }

    /** Counts an attempt before the code is looked at; false when there were too many. */
    static boolean attempt(Transaction transaction, UUID id, int most) {
        return transaction.execute(
                        "update identity_mandate m set attempts = m.attempts + 1 where m.tenant_id = :tenant and m.id = :id and m.attempts < :most",
                        "id", id, "most", most)
                == 1;
    }

    /** False if it was agreed or ended meanwhile. */
    static boolean agree(Transaction transaction, UUID id, Instant now, Instant ends) {
        return transaction.execute(
                        """
                        update identity_mandate m set agreed = :now, ends = :ends, code_hash = null, code_expires = null
                        where m.tenant_id = :tenant and m.id = :id and m.agreed is null and m.ended is null
                        """,
                        "now", now, "ends", ends, "id", id)
                == 1;
    }

    static boolean end(Transaction transaction, UUID id, String by, Instant now) {
        transaction.execute("delete from identity_mandate_use u where u.tenant_id = :tenant and u.mandate_id = :id", "id", id);
        return transaction.execute(
                        "update identity_mandate m set ended = :now, ended_by = :by where m.tenant_id = :tenant and m.id = :id and m.ended is null and m.ends > :now",
                        "now", now, "by", by, "id", id)
                == 1;
    }

    /** @param session hash of the agent's session, with which the use ends */
    static void use(Transaction transaction, UUID account, UUID mandate, String session, Instant now) {
        stopUse(transaction, account);
        transaction.execute(
                "insert into identity_mandate_use (tenant_id, account_id, mandate_id, session_hash, since) values (:tenant, :account, :mandate, :session, :now)",
                "account", account, "mandate", mandate, "session", session, "now", now);
    }

    static boolean stopUse(Transaction transaction, UUID account) {
        return transaction.execute("delete from identity_mandate_use u where u.tenant_id = :tenant and u.account_id = :account", "account", account) == 1;
    }

    /** @param session hash of the agent's session in which it was taken up; empty for one that is none's any more */
    record Use(UUID mandate, String session) {}

    static Optional<Use> use(Reader reader, UUID account) {
        return reader.one(
                "select u.mandate_id, u.session_hash from identity_mandate_use u where u.tenant_id = :tenant and u.account_id = :account",
                row -> new Use(row.uuid("mandate_id"), Optional.ofNullable(row.stringOrNull("session_hash")).orElse("")),
                "account", account);
    }

    static Optional<Stored> used(Reader reader, UUID account) {
        return use(reader, account).flatMap(use -> byId(reader, use.mandate()));
    }

    /** Agents who use a mandate in a tenant. */
    static List<UUID> users(Reader reader) {
        return reader.list("select u.account_id from identity_mandate_use u where u.tenant_id = :tenant", row -> row.uuid("account_id"));
    }

    static void insertAct(Transaction transaction, UUID id, UUID mandate, Act act) {
        transaction.execute(
                """
                insert into identity_mandate_act (tenant_id, id, mandate_id, happened, agent_name, done, subject, detail)
                values (:tenant, :id, :mandate, :happened, :agent, :action, :subject, :detail)
                """,
                "id", id, "mandate", mandate, "happened", act.happened(), "agent", act.agent(), "action", act.action(), "subject", act.subject(),
                "detail", act.detail());
    }

    static List<Act> acts(Reader reader, UUID mandate) {
        return reader.list(
                """
                select a.happened, a.agent_name, a.done, a.subject, a.detail from identity_mandate_act a
                where a.tenant_id = :tenant and a.mandate_id = :mandate order by a.happened desc, a.id desc fetch first 200 rows only
                """,
                row -> new Act(row.instant("happened"), row.string("agent_name"), row.string("done"), row.string("subject"), row.string("detail")),
                "mandate", mandate);
    }

    private static Stored map(Row row) {
        String scopes = row.string("scopes");
        return new Stored(
                row.uuid("id"), row.string("reference"), row.string("person_name"), row.dateOrNull("born"), row.string("email"), row.string("phone"),
                scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ")), row.string("purpose"), Terms.valueOf(row.string("term")),
                Agreement.valueOf(row.string("agreement")), row.stringOrNull("code_hash"), row.instantOrNull("code_expires"), row.integer("attempts"),
                row.instant("made"), row.string("made_by_name"), row.instantOrNull("agreed"), row.instant("ends"), row.instantOrNull("ended"),
                row.stringOrNull("ended_by"), row.string("tongue"));
    }
}
