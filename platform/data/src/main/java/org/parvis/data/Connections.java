package org.parvis.data;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.parvis.api.route.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections; while the database is away it refuses at once and asks again once a second. */
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Store store;
    private final HikariDataSource pool;
    private final Map<Connection, StatementCache> statements = new ConcurrentHashMap<>();
    private final AtomicInteger schema = new AtomicInteger();
    /** While away: when to ask again, in nanoseconds of the JVM's clock; 0 while all is well. */
    private final AtomicLong askAgain = new AtomicLong();

    Connections(Store store) {
        this.store = store;
        // Connects at its first use: by then the tables, and the role of the application, are there.
        pool = new HikariDataSource();
        store.configure(pool);
        pool.setPoolName("parvis");
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setValidationTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        pool.setAutoCommit(true);
    }

    Store store() {
        return store;
    }

    DataSource dataSource() {
        return pool;
    }

    /** After tables changed: statements are prepared again. */
    void schemaChanged() {
        schema.incrementAndGet();
        if (store.shared()) {
            renew();
        }
    }

    /** Where one connection is broken, or keeps what is stale, the others are too. */
    private void renew() {
        if (pool.isRunning()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * A connection of one's own until closed.
     *
     * @throws Unavailable if there is none in time
     */
    Session borrow() {
        long again = askAgain.get();
        if (again != 0 && (System.nanoTime() - again < 0 || !askAgain.compareAndSet(again, System.nanoTime() + PAUSE_NANOS))) {
            throw new Unavailable();
        }
        try {
            Connection lease = pool.getConnection();
            if (again != 0 || askAgain.get() != 0) {
                back();
            }
            return new Session(this, lease, statementsOf(lease.unwrap(Connection.class)));
        } catch (SQLException e) {
            away(e);
            throw new Unavailable();
        }
    }

    /** Runs work that may be repeated: once more when its connection turns out to be broken. */
    <T> T use(SqlWork<T> work, String what) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            if (!Failures.broken(e)) {
                throw Failures.of(e, what);
            }
            LOG.debug("again on another connection", e);
        }
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw Failures.of(e, what);
        }
    }

    private <T> T attempt(SqlWork<T> work) throws SQLException {
        try (Session session = borrow()) {
            try {
                return work.on(session);
            } catch (JdbcRow.RowFailed e) {
                throw session.noticing(e.failure());
            } catch (SQLException e) {
                throw session.noticing(e);
            }
        }
    }

    /** Runs work of this bundle's own in a transaction, which fails as a whole. */
    <T> T inTransaction(String what, SqlWork<T> work) {
        try {
            return attempt(session -> {
                boolean committed = false;
                session.begin();
                try {
                    T result = work.on(session);
                    session.commit();
                    committed = true;
                    return result;
                } finally {
                    if (!committed) {
                        session.rollback();
                    }
                }
            });
        } catch (SQLException e) {
            throw Failures.of(e, what);
        }
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface SqlWork<T> {
        T on(Session session) throws SQLException;
    }

    private StatementCache statementsOf(Connection physical) throws SQLException {
        StatementCache known = statements.get(physical);
        int now = schema.get();
        if (known == null) {
            statements.keySet().removeIf(Connections::closed);
            known = new StatementCache(physical, now);
            statements.put(physical, known);
        }
        known.at(now);
        return known;
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private void away(SQLException e) {
        boolean busy = pool.isRunning() && pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize();
        if (busy) {
            LOG.warn("All {} connections to the database are in use", pool.getMaximumPoolSize());
            return;
        }
        if (askAgain.getAndSet(Math.max(1, System.nanoTime() + PAUSE_NANOS)) == 0) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("The database does not answer: {}. Asking again every second.", cause.getMessage());
        }
    }

    private void back() {
        if (askAgain.getAndSet(0) != 0) {
            LOG.info("The database answers again");
        }
    }

    /** Never to be used again: its connection is broken. */
    void discard(Connection lease, Connection physical) {
        statements.remove(physical);
        pool.evictConnection(lease);
        renew();
    }

    @Override
    public void close() {
        pool.close();
        statements.clear();
    }
}
