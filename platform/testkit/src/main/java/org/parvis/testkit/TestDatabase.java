package org.parvis.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.data.DataSettings;
import org.parvis.data.OpenDatabase;

/**
 * A real database with the tables of all modules on the class path.
 *
 * <p>There is one of each kind per test run; {@link #derby}, {@link #postgres} and {@link OnBothDatabases} empty its tables and
 * hand it out again. Emptied means emptied: rows that migrations insert go too.
 */
public final class TestDatabase {
    private final String name;
    private final String ownerUrl;
    private final OpenDatabase open;
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<ChangeListener> listeners = new ArrayList<>();

    TestDatabase(String name, String url) {
        this.name = name;
        this.ownerUrl = url;
        this.open = OpenDatabase.open(DataSettings.of(url), Clock.systemUTC());
        TestDatabaseModules.onClassPath().forEach(open.migrations()::apply);
        open.add(new ChangeListener() {
            @Override
            public void changed(List<Change> told) {
                changes.addAll(told);
            }

            @Override
            public void everything() {
                changes.clear();
            }
        });
    }

    /** Derby in memory, its tables empty. */
    public static TestDatabase derby() {
        return TestDatabaseKind.DERBY.emptied();
    }

    /** An embedded PostgreSQL, its tables empty; the test is skipped, with the reason, where none can run. */
    public static TestDatabase postgres() {
        return TestDatabaseKind.POSTGRESQL.emptied();
    }

    /** Applies the migrations of one more module: {@code directory} holds its {@code changelog.yaml}. */
    public TestDatabase with(String module, Path directory) {
        open.migrations().apply(TestDatabaseModules.in(module, directory));
        return this;
    }

    public Database database() {
        return open.database();
    }

    public Migrations migrations() {
        return open.migrations();
    }

    /** What was touched since the tables were emptied, in the order of the commits. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** As {@link #changes}, as {@code tag} alone. */
    public List<String> touched() {
        return changes.stream().map(Change::tag).toList();
    }

    /** Follows changes until the tables are emptied again. */
    public void listen(ChangeListener listener) {
        listeners.add(listener);
        open.add(listener);
    }

    /** Payloads that wait in a queue of work, oldest first. */
    public List<String> queued(String queue) {
        return database().acrossTerritory("test").list("select payload from data_work where queue = :queue order by due, id", row -> row.string("payload"), "queue", queue);
    }

    /** A connection of the tables' owner, past all doors; close it. */
    public Connection owner() throws SQLException {
        return TestDatabaseKind.connect(ownerUrl);
    }

    void empty() {
        listeners.forEach(open::remove);
        listeners.clear();
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            List<String> left = tables(connection);
            int before = Integer.MAX_VALUE;
            while (!left.isEmpty() && left.size() < before) {
                before = left.size();
                left.removeIf(table -> deleted(statement, table));
            }
            if (!left.isEmpty()) {
                throw new IllegalStateException("These tables cannot be emptied: " + left);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        changes.clear();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (!table.toLowerCase(Locale.ROOT).startsWith("databasechangelog") && !table.equalsIgnoreCase("data_migration")) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    /** False while rows of another table refer to some of this one. */
    private static boolean deleted(Statement statement, String table) {
        try {
            statement.execute("delete from \"" + table + '"');
            return true;
        } catch (SQLException e) {
            if ("23503".equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    void close() {
        open.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
