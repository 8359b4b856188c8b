package org.parvis.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.data.check.StatementCheck;

/** A database that is open, with the platform's own tables in place; all that the api promises, without a container. */
public final class OpenDatabase implements AutoCloseable {
    private final Store store;
    private final Connections connections;
    private final Changes changes;
    private final WorkTable work;
    private final DigestedMigrations migrations;
    private final Doors doors;

    private OpenDatabase(Store store, Clock clock) {
        UUID node = UUID.randomUUID();
        this.store = store;
        connections = new Connections(store);
        Catalogue catalogue = new Catalogue(connections);
        Statements statements = new Statements(new StatementCheck(catalogue), store.scopePrefix());
        migrations = new DigestedMigrations(store, clock, () -> {
            catalogue.forget();
            statements.forget();
            connections.schemaChanged();
        });
        changes = new Changes(node, store.shared(), clock);
        work = new WorkTable(connections, clock, node);
        doors = new Doors(connections, statements, new Transactions(connections, statements, changes, work));
    }

    /**
     * Opens a database and brings the platform's own tables up to date.
     *
     * @throws Migrations.MigrationFailed if that fails, or the database cannot be reached
     */
    public static OpenDatabase open(DataSettings settings, Clock clock) {
        Store store = Store.open(settings);
        try {
            // Roles and rights first: each connection of the pool takes the role.
            OpenDatabase opened = new OpenDatabase(store, clock);
            opened.migrations.apply(new OwnChangeLog());
            return opened;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public Database database() {
        return doors;
    }

    public Migrations migrations() {
        return migrations;
    }

    /** The pool, for the platform's own use. */
    public DataSource dataSource() {
        return connections.dataSource();
    }

    public void add(ChangeListener listener) {
        changes.add(listener);
    }

    public void remove(ChangeListener listener) {
        changes.remove(listener);
    }

    @Override
    public void close() {
        connections.close();
        store.close();
    }

    /** Where this bundle's own migrations are. */
    private static final class OwnChangeLog implements Migrations.Source {
        private static final String FILE = "changelog.yaml";

        @Override
        public String name() {
            return "data";
        }

        @Override
        public Optional<InputStream> open(String path) throws IOException {
            return path.equals(FILE) ? Optional.ofNullable(OpenDatabase.class.getResourceAsStream("db/" + FILE)) : Optional.empty();
        }

        @Override
        public List<String> paths() {
            return List.of(FILE);
        }
    }
}
