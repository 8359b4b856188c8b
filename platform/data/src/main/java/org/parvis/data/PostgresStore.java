package org.parvis.data;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, possibly shared by several nodes.
 *
 * <p>The application works under a role that does not own the tables: a login of its own, or {@code parvis_app}, which the only
 * login takes at the start of each connection.
 *
 * <p>A query goes behind a statement that tells its door, in one round trip and so in one implicit transaction. The driver cuts it in
 * two, and the door is forgotten between them, once it knows of a query that its rows may be long. It learns so when it asks for
 * the types of parameters that came without, for a query that it prepares. Hence each value is bound with its type, and a query
 * with a null, which has none, is not prepared.
 */
final class PostgresStore implements Store {
    private static final int CONNECTIONS = 20;
    private static final int SECONDS_TO_CONNECT = 2;
    private static final int SECONDS_PER_STATEMENT = 60;
    private static final int SECONDS_FOR_A_LOCK = 5;
    private static final int NEVER_PREPARED = 0;

    private final DataSettings settings;
    private final PostgresRoles roles;

    PostgresStore(DataSettings settings) {
        this.settings = settings;
        this.roles = new PostgresRoles(settings.ownerUser() != null ? settings.user() : null);
    }

    private PGSimpleDataSource source(@Nullable String user, @Nullable String password, boolean application) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(settings.url());
        // Whatever the URL says: see above why texts must have their type.
        source.setStringType("varchar");
        if (user != null) {
            source.setUser(user);
            source.setPassword(password);
        }
        source.setConnectTimeout(SECONDS_TO_CONNECT);
        source.setLoginTimeout(SECONDS_TO_CONNECT * 2);
        source.setTcpKeepAlive(true);
        source.setApplicationName("parvis");
        if (application) {
            source.setSocketTimeout(SECONDS_PER_STATEMENT);
            source.setOptions("-c lock_timeout=" + SECONDS_FOR_A_LOCK + "s");
        }
        return source;
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setDataSource(source(settings.user(), settings.password(), true));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        if (roles.assumed() != null) {
            pool.setConnectionInitSql("set role " + roles.assumed());
        }
    }

    @Override
    public Connection owner() throws SQLException {
        return settings.ownerUser() == null
                ? source(settings.user(), settings.password(), false).getConnection()
                : source(settings.ownerUser(), settings.ownerPassword(), false).getConnection();
    }

    /** A connection that waits for notifications: no time-out on what it reads. */
    Connection listening() throws SQLException {
        return source(settings.user(), settings.password(), false).getConnection();
    }

    @Override
    public String scopePrefix() {
        // In one round trip and one implicit transaction with the statement that follows: local to it.
        return "select set_config('parvis.tenant', ?, true), set_config('parvis.scope', ?, true); ";
    }

    @Override
    public String catalogueSql() {
        return "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                + " where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped";
    }

    @Override
    public String lockRows() {
        return " for update skip locked";
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void secure(Connection owner) throws SQLException {
        roles.secure(owner);
    }

    @Override
    public void exclusively(Connection owner, SqlRunnable work) throws SQLException {
        PostgresLock.whileHeld(owner, work);
    }

    @Override
    public void bindUuid(PreparedStatement statement, int position, UUID value) throws SQLException {
        statement.setObject(position, value);
    }

    @Override
    public void bindInstant(PreparedStatement statement, int position, Instant value) throws SQLException {
        statement.setObject(position, LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    @Override
    public void bindDate(PreparedStatement statement, int position, LocalDate value) throws SQLException {
        // As a java.sql.Date it would have no type.
        statement.setObject(position, value);
    }

    @Override
    public void bindNull(PreparedStatement statement, int position) throws SQLException {
        statement.setNull(position, Types.NULL);
    }

    @Override
    public void beforeQuery(PreparedStatement statement, boolean nulls) throws SQLException {
        int threshold = nulls ? NEVER_PREPARED : statement.getConnection().unwrap(PGConnection.class).getPrepareThreshold();
        statement.unwrap(PGStatement.class).setPrepareThreshold(threshold);
    }

    @Override
    public @Nullable UUID uuid(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    @Override
    public @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        // Connections are the pool's; the server stays.
    }
}
