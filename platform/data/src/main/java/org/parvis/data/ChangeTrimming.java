package org.parvis.data;

import java.time.Duration;
import java.time.Instant;
import org.parvis.api.job.Job;
import org.parvis.data.check.SqlText;

/** Removes what no node can want any more from the change log. */
final class ChangeTrimming implements Job {
    private final Connections connections;
    private final NamedSql delete = new NamedSql(SqlText.of("delete from data_change where written < :before"), "");

    ChangeTrimming(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "data.trim";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        connections.inTransaction(name(), session -> session.execute(delete, Scope.TERRITORY, "before", now.minus(ChangeFollower.KEPT)));
    }
}
