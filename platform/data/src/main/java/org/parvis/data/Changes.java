package org.parvis.data;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.tenant.TenantId;
import org.parvis.data.check.SqlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The change log: written within each transaction, told to the listeners of this node after its commit. */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final Object[] NONE = {};

    private final UUID node;
    private final boolean shared;
    private final Clock clock;
    private final NamedSql insert = new NamedSql(SqlText.of("insert into data_change (tenant, tag, node, written) values (:t, :tag, :node, :now)"), "");
    private final NamedSql notify = new NamedSql(SqlText.of("select pg_notify('" + ChangeFollower.CHANNEL + "', '')"), "");
    private final List<ChangeListener> listeners;

    /**
     * @param node this process, until it ends
     * @param shared whether other nodes follow
     */
    Changes(UUID node, boolean shared, Clock clock, List<ChangeListener> listeners) {
        this.listeners = listeners;
        this.node = node;
        this.shared = shared;
        this.clock = clock;
    }

    void write(Session session, TenantId tenant, Collection<String> tags) throws SQLException {
        List<Object[]> rows = new ArrayList<>(tags.size());
        for (String tag : tags) {
            rows.add(new Object[] {"t", tenant, "tag", tag, "node", node, "now", clock.instant()});
        }
        session.executeAll(insert, Scope.TERRITORY, rows);
    }

    /** Has other nodes look at the change log and the work queue as soon as this transaction commits. */
    void wake(Session session) throws SQLException {
        if (shared) {
            session.query(notify, Scope.TERRITORY, NONE, row -> true, 1);
        }
    }

    void tell(List<Change> changes) {
        each(listener -> listener.changed(changes));
    }

    void tellEverything() {
        each(ChangeListener::everything);
    }

    private void each(Consumer<ChangeListener> telling) {
        for (ChangeListener listener : listeners) {
            try {
                telling.accept(listener);
            } catch (RuntimeException e) {
                // What was committed stays so; the other listeners must hear of it.
                LOG.error("The change listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
