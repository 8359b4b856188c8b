package org.parvis.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;

/** Reads what a tenant may see of the log: its own, or what the territory's says about its agents. */
final class AuditList {
    static final int PAGE = 50;

    private static final int CHUNK = 1000;

    private final Reader reader;
    private final AuditFilter.Condition condition;

    AuditList(Database database, Site site, AuditFilter filter) {
        condition = filter.condition(site.tenant().zone());
        if (filter.accounts()) {
            reader = database.of(TenantId.TERRITORY);
            condition.and("a.about = :here", "here", site.id().value());
        } else {
            reader = database.of(site.id());
        }
    }

    private static String select(String what, String condition) {
        return "select " + what + " from audit_entry a where a.tenant_id = :tenant and a.salt is not null" + condition;
    }

    long count() {
        return reader.count(select("count(*)", condition.sql()), condition.parameters());
    }

    /** A page, from 1, newest first. */
    List<Recorded> page(int page) {
        return reader.list(
                select(Recorded.COLUMNS, condition.sql()) + " order by a.id desc offset :offset rows fetch next :limit rows only",
                Recorded::of, condition.parameters("offset", (page - 1) * PAGE, "limit", PAGE));
    }

    /** The next ones, newest first; {@code after} is the last one that was read, or null. */
    List<Recorded> next(@Nullable UUID after) {
        String from = after == null ? "" : " and a.id < :after";
        Object[] parameters = after == null ? condition.parameters() : condition.parameters("after", after);
        return reader.list(
                select(Recorded.COLUMNS, condition.sql() + from) + " order by a.id desc fetch first " + CHUNK + " rows only", Recorded::of, parameters);
    }
}
