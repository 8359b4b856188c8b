package org.parvis.data;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Row;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.tenant.TenantId;
import org.parvis.data.check.SqlText;

/** Shows operators what was set aside, and puts it back. */
final class SqlWorkQueue implements WorkQueue {
    private static final Object[] NONE = {};

    private final Connections connections;
    private final Clock clock;
    private final Alarm alarm;
    private final NamedSql list = internal("select id, queue, tenant, payload, attempts, last_error, set_aside from data_work where set_aside is not null"
            + " order by set_aside desc fetch next :limit rows only");
    private final NamedSql retry = internal("update data_work set set_aside = null, attempts = 0, due = :now where id = :id and set_aside is not null");
    private final NamedSql count = internal("select count(*) as total, count(set_aside) as aside from data_work");

    /** @param alarm rung when something was put back */
    SqlWorkQueue(Connections connections, Clock clock, Alarm alarm) {
        this.connections = connections;
        this.clock = clock;
        this.alarm = alarm;
    }

    private static NamedSql internal(String sql) {
        return new NamedSql(SqlText.of(sql), "");
    }

    @Override
    public List<SetAside> setAside(int limit) {
        return connections.use(session -> session.query(list, Scope.TERRITORY, new Object[] {"limit", limit}, SqlWorkQueue::setAside, limit), "work set aside");
    }

    private static SetAside setAside(Row row) {
        String error = row.stringOrNull("last_error");
        return new SetAside(row.uuid("id"), row.string("queue"), new TenantId(row.uuid("tenant")), row.string("payload"), row.integer("attempts"),
                error == null ? "" : error, row.instant("set_aside"));
    }

    @Override
    public boolean retry(UUID id) {
        boolean found = connections.inTransaction("retry work", session -> session.execute(retry, Scope.TERRITORY, "id", id, "now", clock.instant()) == 1);
        if (found) {
            alarm.ring();
        }
        return found;
    }

    @Override
    public Counts counts() {
        return connections.use(session -> session.query(count, Scope.TERRITORY, NONE, SqlWorkQueue::counts, 1), "work").get(0);
    }

    private static Counts counts(Row row) {
        long aside = row.longValue("aside");
        return new Counts(row.longValue("total") - aside, aside);
    }
}
