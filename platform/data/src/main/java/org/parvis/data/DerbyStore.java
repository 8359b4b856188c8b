package org.parvis.data;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby, embedded in this process. */
final class DerbyStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(DerbyStore.class);
    private static final int CONNECTIONS = 16;

    private final String name;
    private final String attributes;
    private final @Nullable String user;
    private final @Nullable String password;
    private final EmbeddedDataSource source;
    private final boolean jvmInUtc = TimeZone.getDefault().hasSameRules(TimeZone.getTimeZone("UTC"));

    DerbyStore(DataSettings settings) {
        tune();
        String rest = settings.url().substring("jdbc:derby:".length());
        int semicolon = rest.indexOf(';');
        name = semicolon < 0 ? rest : rest.substring(0, semicolon);
        attributes = semicolon < 0 ? "" : rest.substring(semicolon + 1);
        user = settings.user();
        password = settings.password();
        source = source();
        source.setCreateDatabase("create");
    }

    /** Settings of the engine; those that the operator gave as system properties win. */
    private static void tune() {
        long heapMegabytes = Runtime.getRuntime().maxMemory() >> 20;
        Map<String, String> defaults = Map.of(
                "derby.stream.error.method", DerbyLog.class.getName() + ".writer",
                "derby.language.statementCache.size", "1000",
                "derby.storage.pageCacheSize", Long.toString(Math.max(2_000, Math.min(20_000, heapMegabytes * 10))),
                "derby.storage.checkpointInterval", "67108864",
                "derby.storage.logSwitchInterval", "33554432",
                // A page must not wait long for an import, nor be locked out because a transaction wrote many rows.
                "derby.locks.waitTimeout", "5",
                "derby.locks.deadlockTimeout", "2",
                "derby.locks.escalationThreshold", "1000000");
        defaults.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }

    private EmbeddedDataSource source() {
        EmbeddedDataSource made = new Unhurried();
        made.setDatabaseName(name);
        if (!attributes.isEmpty()) {
            made.setConnectionAttributes(attributes);
        }
        if (user != null) {
            made.setUser(user);
            made.setPassword(password);
        }
        return made;
    }

    /**
     * Never gives up on a login: recovery after a crash takes its time, and each login would cost a thread.
     *
     * <p>A connection's parser is made when it first compiles something, and keeps a stack trace of that: let it be the pool's thread, not a plugin
     * that may have to go. Statements are compiled once for all connections, so each one gets one that no other had.
     */
    private static final class Unhurried extends EmbeddedDataSource {
        private static final long serialVersionUID = 1L;
        private static final AtomicLong MADE = new AtomicLong();

        @Override
        public Connection getConnection() throws SQLException {
            Connection made = super.getConnection();
            try (Statement statement = made.createStatement()) {
                statement.execute("values " + MADE.incrementAndGet());
            } catch (SQLException e) {
                made.close();
                throw e;
            }
            return made;
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // The pool sets its own patience here.
        }
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(4);
        pool.setMaxLifetime(0);
    }

    @Override
    public Connection owner() throws SQLException {
        Connection first = source.getConnection();
        DerbyMessages.install();
        return first;
    }

    @Override
    public String scopePrefix() {
        return "";
    }

    @Override
    public String catalogueSql() {
        return "select lower(t.tablename), lower(c.columnname) from sys.systables t join sys.syscolumns c on c.referenceid = t.tableid"
                + " where t.tabletype = 'T'";
    }

    @Override
    public String lockRows() {
        return "";
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void secure(Connection owner) {
        // Derby has no row-level security: the statement check alone holds the doors.
    }

    @Override
    public void exclusively(Connection owner, SqlRunnable work) throws SQLException {
        // Only one process can have the database open, and migrations run one by one in it.
        work.run();
    }

    @Override
    public void bindUuid(PreparedStatement statement, int position, UUID value) throws SQLException {
        statement.setString(position, value.toString());
    }

    @Override
    public void bindInstant(PreparedStatement statement, int position, Instant value) throws SQLException {
        if (jvmInUtc) {
            statement.setTimestamp(position, Timestamp.from(value));
        } else {
            statement.setTimestamp(position, Timestamp.from(value), utc());
        }
    }

    @Override
    public void bindDate(PreparedStatement statement, int position, LocalDate value) throws SQLException {
        statement.setDate(position, Date.valueOf(value));
    }

    @Override
    public void bindNull(PreparedStatement statement, int position) throws SQLException {
        statement.setObject(position, null);
    }

    @Override
    public void beforeQuery(PreparedStatement statement, boolean nulls) {
        // Derby is told no door.
    }

    @Override
    public @Nullable UUID uuid(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? null : UUID.fromString(text);
    }

    @Override
    public @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        Timestamp time = jvmInUtc ? rows.getTimestamp(column) : rows.getTimestamp(column, utc());
        return time == null ? null : time.toInstant();
    }

    private static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    @Override
    public void close() {
        EmbeddedDataSource shutdown = source();
        shutdown.setShutdownDatabase("shutdown");
        try {
            shutdown.getConnection().close();
        } catch (SQLException e) {
            // 08006 is how Derby says that it closed the database.
            if (!"08006".equals(e.getSQLState())) {
                LOG.warn("The database was not closed cleanly: {}", e.getMessage());
            }
        }
        if (name.startsWith("memory:")) {
            drop();
        }
    }

    private void drop() {
        EmbeddedDataSource drop = source();
        drop.setConnectionAttributes("drop=true");
        try {
            drop.getConnection().close();
        } catch (SQLException e) {
            LOG.debug("dropped {}: {}", name, e.getMessage());
        }
    }
}
