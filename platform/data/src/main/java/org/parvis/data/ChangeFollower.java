package org.parvis.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;
import org.parvis.data.check.SqlText;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what other nodes write into the change log of PostgreSQL.
 *
 * <p>Rows carry the id of the transaction that wrote them. Everything below the oldest transaction still open is complete: that is
 * the watermark. Rows above it are told as soon as they are seen, and remembered, for one with a lower id may yet be committed.
 */
final class ChangeFollower {
    static final String CHANNEL = "parvis";

    /** Rows are kept for longer than a node may be away. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final Duration AWAY_TOO_LONG = Duration.ofHours(12);
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFollower.class);
    private static final int POLL_MILLIS = 1_000;
    private static final Object[] NONE = {};

    private final Connections connections;
    private final PostgresStore store;
    private final Changes changes;
    private final Alarm work;
    private final UUID node;
    private final Clock clock;
    private final NamedSql watermark = internal("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as xmin");
    private final NamedSql since = internal("select w.xmin, c.id, c.xid, c.tenant, c.tag, c.node from"
            + " (select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as xmin) w"
            + " left join data_change c on c.xid >= :low order by c.xid, c.id");
    private final Set<Long> told = new HashSet<>();
    private long low;
    private Instant lastLook;
    private volatile boolean stopping;

    /** @param work rung when another node may have queued some */
    ChangeFollower(Connections connections, PostgresStore store, Changes changes, Alarm work, UUID node, Clock clock) {
        this.connections = connections;
        this.store = store;
        this.changes = changes;
        this.work = work;
        this.node = node;
        this.clock = clock;
        this.lastLook = clock.instant();
    }

    private static NamedSql internal(String sql) {
        return new NamedSql(SqlText.of(sql), "");
    }

    /** What happened before does not concern this node: whatever it knows it will have read afterwards. */
    void begin() {
        low = connections.use(session -> session.query(watermark, Scope.TERRITORY, NONE, row -> row.longValue("xmin"), 1), "watermark").get(0);
        lastLook = clock.instant();
    }

    /** Listens until the connection fails or {@link #stop}; a turn of {@link Workers}. */
    Duration listen() {
        try (Connection connection = store.listening();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection listening = connection.unwrap(PGConnection.class);
            look();
            while (!stopping) {
                if (listening.getNotifications(POLL_MILLIS).length > 0) {
                    work.ring();
                }
                look();
            }
        } catch (SQLException e) {
            LOG.debug("not listening: {}", e.getMessage());
        }
        return Duration.ofSeconds(1);
    }

    void stop() {
        stopping = true;
    }

    /** Tells what others wrote since the last look. */
    void look() {
        Instant now = clock.instant();
        if (Duration.between(lastLook, now).compareTo(AWAY_TOO_LONG) > 0) {
            begin();
            told.clear();
            changes.tellEverything();
            return;
        }
        Object[] parameters = {"low", low};
        List<Seen> rows = connections.use(
                session -> session.query(since, Scope.TERRITORY, parameters, ChangeFollower::seen, Integer.MAX_VALUE), "change log");
        lastLook = now;
        long xmin = rows.get(0).xmin();
        List<Change> news = new ArrayList<>();
        Set<Long> above = new HashSet<>();
        for (Seen row : rows) {
            if (row.id() == null) {
                continue;
            }
            if (row.xid() >= xmin) {
                above.add(row.id());
            }
            if (!told.contains(row.id()) && !node.equals(row.node())) {
                news.add(row.change());
            }
        }
        low = xmin;
        told.clear();
        told.addAll(above);
        if (!news.isEmpty()) {
            changes.tell(news);
        }
    }

    private static Seen seen(Row row) {
        long xmin = row.longValue("xmin");
        UUID writer = row.uuidOrNull("node");
        return writer == null
                ? new Seen(xmin, null, 0, null, null)
                : new Seen(xmin, row.longValue("id"), row.longValue("xid"), writer, new Change(new TenantId(row.uuid("tenant")), row.string("tag")));
    }

    /** A row of the change log, or none, with the watermark of the same moment. */
    private record Seen(long xmin, @Nullable Long id, long xid, @Nullable UUID node, @Nullable Change change) {}
}
