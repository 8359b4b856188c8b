package org.parvis.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prepared statements of one connection, used by one thread at a time; those in use are not in it. */
final class StatementCache {
    private static final int CAPACITY = 250;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(64);

    private int schema;

    StatementCache(Connection connection, int schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Forgets what was prepared for another state of the tables. */
    void at(int currentSchema) throws SQLException {
        if (schema != currentSchema) {
            schema = currentSchema;
            clear();
        }
    }

    Connection connection() {
        return connection;
    }

    /** A statement to be given back after use, or closed when it failed. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        return statement != null ? statement : connection.prepareStatement(sql);
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > CAPACITY) {
            var eldest = idle.entrySet().iterator();
            PreparedStatement dropped = eldest.next().getValue();
            eldest.remove();
            dropped.close();
        }
    }

    private void clear() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }
}
