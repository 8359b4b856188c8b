package org.parvis.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The lock that one node holds while it migrates: it belongs to a connection, so a killed process frees it. */
final class PostgresLock {
    /** Keys of advisory locks; any numbers that nobody else takes. */
    static final long MIGRATE = 7_274_801L;
    static final long SECURE = 7_274_802L;

    private static final String PATIENCE = "5min";
    /** A change set waits that long for a table in use; then it is tried again, so that readers behind it are not held up. */
    private static final String PATIENCE_FOR_TABLES = "3s";

    private PostgresLock() {}

    static void whileHeld(Connection owner, Store.SqlRunnable work) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("set lock_timeout = '" + PATIENCE + "'");
            statement.execute("select pg_advisory_lock(" + MIGRATE + ")");
            statement.execute("set lock_timeout = '" + PATIENCE_FOR_TABLES + "'");
            try {
                work.run();
            } finally {
                release(owner, statement);
            }
        }
    }

    private static void release(Connection owner, Statement statement) throws SQLException {
        if (!owner.getAutoCommit()) {
            owner.rollback();
            owner.setAutoCommit(true);
        }
        try (ResultSet unlocked = statement.executeQuery("select pg_advisory_unlock(" + MIGRATE + ")")) {
            unlocked.next();
        }
    }
}
