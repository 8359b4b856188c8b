package org.parvis.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.parvis.data.check.Tables;

/** The tables that there are, and which of them belong to tenants; read when first needed after a change. */
final class Catalogue implements Tables {
    private final Connections connections;
    private volatile Map<String, Boolean> tables = Map.of();

    Catalogue(Connections connections) {
        this.connections = connections;
    }

    /** After migrations. */
    void forget() {
        tables = Map.of();
    }

    @Override
    public boolean exists(String table) {
        return read().containsKey(table);
    }

    @Override
    public boolean ownedByTenants(String table) {
        return read().getOrDefault(table, false);
    }

    private Map<String, Boolean> read() {
        Map<String, Boolean> known = tables;
        if (known.isEmpty()) {
            known = connections.use(session -> load(session.connection()), connections.store().catalogueSql());
            tables = known;
        }
        return known;
    }

    private Map<String, Boolean> load(Connection connection) throws SQLException {
        Map<String, Boolean> found = new HashMap<>();
        Set<String> owned = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(connections.store().catalogueSql())) {
            while (rows.next()) {
                found.put(rows.getString(1), false);
                if (rows.getString(2).equals("tenant_id")) {
                    owned.add(rows.getString(1));
                }
            }
        }
        owned.forEach(table -> found.put(table, true));
        return Map.copyOf(found);
    }
}
