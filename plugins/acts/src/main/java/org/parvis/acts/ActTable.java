package org.parvis.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of acts and the mapping of their rows. */
final class ActTable {
    private static final String SELECT = "select a.* from acts_act a where a.tenant_id = :tenant";
    private static final String COUNT = "select count(*) from acts_act a where a.tenant_id = :tenant";
    private static final String SHOWN = " and a.state <> 'DRAFT' and a.publish_at <= :now";
    private static final String NEWEST = " order by a.adopted desc, a.id desc";
    private static final String PAGE = " offset :offset rows fetch next :limit rows only";

    private ActTable() {}

    /**
     * What visitors or agents look for.
     *
     * @param area first digit of the matter, or null
     * @param words in title and number; may be blank
     * @param status in the back office, or null: what is shown to the public
     */
    record Wanted(@Nullable Integer year, @Nullable ActKind kind, @Nullable String area, String words, @Nullable Status status, boolean desk) {

        static Wanted everythingShown() {
            return new Wanted(null, null, null, "", null, false);
        }

        boolean filtered() {
            return year != null || kind != null || area != null || !words.isBlank() || status != null;
        }
    }

    static Optional<Act> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and a.id = :id", ActTable::act, "id", id);
    }

    static Optional<Act> bySlug(Reader reader, String slug) {
        return reader.one(SELECT + " and a.slug = :slug", ActTable::act, "slug", slug);
    }

    /** Acts of which a document, of whatever issue, is that file. */
    static List<Act> using(Reader reader, String file) {
        return reader.list(
                SELECT + " and exists (select 1 from acts_issue i where i.tenant_id = :tenant and i.act_id = a.id and i.file_id = :file) order by a.id",
                ActTable::act, "file", file);
    }

    static boolean slugTaken(Reader reader, String slug) {
        return reader.count(COUNT + " and a.slug = :slug", "slug", slug) > 0;
    }

    static long count(Reader reader, Wanted wanted, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of("now", now));
        return reader.count(COUNT + where(wanted, parameters), parameters.toArray());
    }

    /** The newest by date of adoption first. */
    static List<Act> find(Reader reader, Wanted wanted, Instant now, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("now", now));
        String where = where(wanted, parameters);
        parameters.addAll(List.of("offset", offset, "limit", limit));
        return reader.list(SELECT + where + NEWEST + PAGE, ActTable::act, parameters.toArray());
    }

    private static String where(Wanted wanted, List<Object> parameters) {
        StringBuilder where = new StringBuilder(wanted.desk() ? " and a.updated_at <= :now" + status(wanted.status()) : SHOWN);
        if (wanted.year() != null) {
            where.append(" and a.adopted_year = :year");
            parameters.addAll(List.of("year", wanted.year()));
        }
        if (wanted.kind() != null) {
            where.append(" and a.kind = :kind");
            parameters.addAll(List.of("kind", wanted.kind()));
        }
        if (wanted.area() != null) {
            where.append(" and a.matter like :area");
            parameters.addAll(List.of("area", wanted.area() + ".%"));
        }
        if (!wanted.words().isBlank()) {
            where.append(" and (lower(a.title) like :words escape '!' or lower(a.act_number) like :words escape '!')");
            String literal = wanted.words().strip().toLowerCase(Locale.FRENCH).replace("!", "!!").replace("%", "!%").replace("_", "!_");
            parameters.addAll(List.of("words", "%" + literal + "%"));
        }
        return where.toString();
    }

    private static String status(@Nullable Status status) {
        if (status == null) {
            return "";
        }
        return switch (status) {
            case DRAFT, WITHDRAWN -> " and a.state = '" + status.name() + "'";
            case SCHEDULED -> " and a.state = 'PUBLISHED' and a.publish_at > :now";
            case PUBLISHED -> " and a.state = 'PUBLISHED' and a.publish_at <= :now";
        };
    }

    /**
     * Acts with a public page, the newest by date of adoption first.
     *
     * @param after those that come after this one, or null: from the first
     */
    static List<Act> slice(Reader reader, Wanted wanted, Instant now, @Nullable Place after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("now", now, "offset", 0, "limit", limit));
        String where = where(wanted, parameters);
        if (after != null) {
            where += " and (a.adopted < :day or (a.adopted = :day and a.id < :after))";
            parameters.addAll(List.of("day", after.adopted(), "after", after.id()));
        }
        return reader.list(SELECT + where + NEWEST + PAGE, ActTable::act, parameters.toArray());
    }

    /** Where an act stands among the others. */
    record Place(LocalDate adopted, UUID id) {}

    /** The newest by date of publication first: for feeds and the home page; withdrawn ones left out. */
    static List<Act> latest(Reader reader, Instant now, int limit) {
        return reader.list(
                SELECT + " and a.state = 'PUBLISHED' and a.publish_at <= :now order by a.publish_at desc, a.id desc" + PAGE,
                ActTable::act, "now", now, "offset", 0, "limit", limit);
    }

    /** Acts that are public or will be. */
    static List<Act> publishable(Reader reader) {
        return reader.list(SELECT + " and a.state = 'PUBLISHED'" + NEWEST, ActTable::act);
    }

    static List<Integer> years(Reader reader, Instant now) {
        return reader.list(
                "select distinct a.adopted_year from acts_act a where a.tenant_id = :tenant" + SHOWN + " order by a.adopted_year desc",
                row -> row.integer("adopted_year"), "now", now);
    }

    /** When the set of public acts next changes by itself. */
    static @Nullable Instant nextChange(Reader reader, Instant now) {
        return reader.one(
                        "select min(a.publish_at) as moment from acts_act a where a.tenant_id = :tenant and a.state = 'PUBLISHED' and a.publish_at > :now",
                        row -> Optional.ofNullable(row.instantOrNull("moment")), "now", now)
                .flatMap(moment -> moment)
                .orElse(null);
    }

    /** What an agent should look at: drafts, scheduled ones, and public ones whose newest document has a trouble. */
    record Open(TenantId tenant, Act act, Issue.Reading reading) {}

    static List<Open> open(Reader granted, Collection<Issue.Reading> troubles, Instant now, int limit) {
        return granted.list(
                "select a.*, i.reading from acts_act a inner join acts_issue i on i.act_id = a.id and i.tenant_id = a.tenant_id and i.tenant_id in (:tenants)"
                        + " where a.state <> 'WITHDRAWN' and (a.state = 'DRAFT' or a.publish_at > :now or i.reading in (:troubles))"
                        + " and not exists (select 1 from acts_issue n where n.act_id = a.id and n.issue_no > i.issue_no and n.tenant_id = a.tenant_id"
                        + " and n.tenant_id in (:tenants)) and a.tenant_id in (:tenants)"
                        + " order by case when a.publish_at > :now then a.publish_at else a.updated_at end, a.id offset 0 rows fetch next :limit rows only",
                row -> new Open(new TenantId(row.uuid("tenant_id")), act(row), Issue.Reading.valueOf(row.string("reading"))),
                "now", now, "troubles", troubles, "limit", limit);
    }

    static void insert(Transaction transaction, Act act) {
        transaction.execute(
                "insert into acts_act (tenant_id, id, slug, kind, act_number, title, matter, adopted, adopted_year, signatory, capacity, received, vote_members,"
                        + " vote_present, vote_for, vote_against, vote_abstained, budget_year, budget_name, state, publish_at, withdrawn_at,"
                        + " withdrawal_reason, updated_at, version) values (:tenant, :id, :slug, :kind, :number, :title, :matter, :adopted, :year,"
                        + " :signatory, :capacity, :received, :members, :present, :inFavour, :against, :abstained, :budgetYear, :budgetName, :state,"
                        + " :publishAt, :withdrawnAt, :reason, :updatedAt, :version)",
                parameters(act));
    }

    /** False if somebody else changed the act first. */
    static boolean update(Transaction transaction, Act act) {
        return transaction.execute(
                        "update acts_act a set slug = :slug, kind = :kind, act_number = :number, title = :title, matter = :matter, adopted = :adopted,"
                                + " adopted_year = :year, signatory = :signatory, capacity = :capacity, received = :received, vote_members = :members,"
                                + " vote_present = :present, vote_for = :inFavour, vote_against = :against, vote_abstained = :abstained,"
                                + " budget_year = :budgetYear, budget_name = :budgetName, state = :state, publish_at = :publishAt,"
                                + " withdrawn_at = :withdrawnAt, withdrawal_reason = :reason, updated_at = :updatedAt, version = :version"
                                + " where a.tenant_id = :tenant and a.id = :id and a.version = :version - 1",
                        parameters(act))
                == 1;
    }

    /** Drafts alone: what was published is never deleted. */
    static boolean deleteDraft(Transaction transaction, UUID id) {
        transaction.execute(
                "delete from acts_issue i where i.tenant_id = :tenant and i.act_id = :id and exists"
                        + " (select 1 from acts_act a where a.tenant_id = :tenant and a.id = :id and a.state = 'DRAFT')",
                "id", id);
        return transaction.execute(
                "delete from acts_act a where a.tenant_id = :tenant and a.id = :id and a.state = 'DRAFT'", "id", id) == 1;
    }

    private static Object[] parameters(Act act) {
        Act.Content content = act.content();
        Votes votes = content.votes();
        Act.Withdrawal withdrawal = act.withdrawal();
        return new Object[] {
            "id", act.id(),
            "slug", act.slug(),
            "kind", content.kind(),
            "number", content.number(),
            "title", content.title(),
            "matter", content.matter(),
            "adopted", content.adopted(),
            "year", content.adopted().getYear(),
            "signatory", content.signatory(),
            "capacity", content.capacity(),
            "received", content.received(),
            "members", votes.members(),
            "present", votes.present(),
            "inFavour", votes.inFavour(),
            "against", votes.against(),
            "abstained", votes.abstained(),
            "budgetYear", content.budgetYear(),
            "budgetName", content.budgetName(),
            "state", act.state().name(),
            "publishAt", act.publishAt(),
            "withdrawnAt", withdrawal == null ? null : withdrawal.at(),
            "reason", withdrawal == null ? null : withdrawal.reason(),
            "updatedAt", act.updatedAt(),
            "version", act.version()
        };
    }

    private static Act act(Row row) {
        Instant withdrawnAt = row.instantOrNull("withdrawn_at");
        return new Act(
                row.uuid("id"),
                row.string("slug"),
                new Act.Content(
                        ActKind.valueOf(row.string("kind")), row.string("act_number"), row.string("title"), row.string("matter"), row.date("adopted"),
                        row.string("signatory"), row.string("capacity"), row.dateOrNull("received"),
                        new Votes(
                                row.integerOrNull("vote_members"), row.integerOrNull("vote_present"), row.integerOrNull("vote_for"),
                                row.integerOrNull("vote_against"), row.integerOrNull("vote_abstained")),
                        row.string("budget_year"), row.string("budget_name")),
                State.valueOf(row.string("state")),
                row.instantOrNull("publish_at"),
                withdrawnAt == null ? null : new Act.Withdrawal(withdrawnAt, row.string("withdrawal_reason")),
                row.instant("updated_at"),
                row.integer("version"));
    }
}
