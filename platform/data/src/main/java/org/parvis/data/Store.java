package org.parvis.data;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What differs between the databases that Parvis runs on. */
sealed interface Store permits DerbyStore, PostgresStore {

    /** Opens the store that a URL names. */
    static Store open(DataSettings settings) {
        String url = settings.url();
        if (url.startsWith("jdbc:derby:")) {
            return new DerbyStore(settings);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresStore(settings);
        }
        throw new IllegalArgumentException("The database URL must begin with jdbc:derby: or jdbc:postgresql: but is " + settings.shownUrl());
    }

    /** Sets the data source of the running application and how many connections it keeps. */
    void configure(HikariConfig pool);

    /** A connection of the tables' owner, outside the pool: for migrations. */
    Connection owner() throws SQLException;

    /** What precedes each statement, so that the database itself knows the door; empty when it knows nothing of doors. */
    String scopePrefix();

    /** Columns of all tables as (table, column), both in lower case. */
    String catalogueSql();

    /** Claims due work; see {@link WorkTable}. */
    String lockRows();

    /** Whether other processes may work on the same database. */
    boolean shared();

    /** Called with a connection of the owner after tables were made or changed. */
    void secure(Connection owner) throws SQLException;

    /** Runs work while no other process migrates; a lock of a process that died does not count. */
    void exclusively(Connection owner, SqlRunnable work) throws SQLException;

    void bindUuid(PreparedStatement statement, int position, UUID value) throws SQLException;

    void bindInstant(PreparedStatement statement, int position, Instant value) throws SQLException;

    void bindDate(PreparedStatement statement, int position, LocalDate value) throws SQLException;

    void bindNull(PreparedStatement statement, int position) throws SQLException;

    /**
     * Called before a query runs that tells its door, once its values are bound.
     *
     * @param nulls some values are null, whose type the database must find out
     */
    void beforeQuery(PreparedStatement statement, boolean nulls) throws SQLException;

    @Nullable UUID uuid(ResultSet rows, int column) throws SQLException;

    @Nullable Instant instant(ResultSet rows, int column) throws SQLException;

    /** Releases what the database holds in this process. */
    void close();

    /** Work that may fail in the database. */
    @FunctionalInterface
    interface SqlRunnable {
        void run() throws SQLException;
    }
}
