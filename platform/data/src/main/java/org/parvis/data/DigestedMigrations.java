package org.parvis.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrations that are known to be applied by the digest of their files, so that Liquibase is not even loaded when nothing is new.
 *
 * <p>All digests are read at once. A module has as many as it had versions: an older version beside a newer one finds its own.
 */
final class DigestedMigrations implements Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(DigestedMigrations.class);
    private static final int ATTEMPTS = 5;

    private final Store store;
    private final Clock clock;
    private final Runnable changed;
    private @Nullable Set<String> applied;

    /** @param changed told after tables may have changed */
    DigestedMigrations(Store store, Clock clock, Runnable changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    @Override
    public synchronized void apply(Source source) {
        try {
            String digest = source.name() + ' ' + digest(source);
            if (applied == null) {
                applied = read();
            }
            if (!applied.contains(digest)) {
                migrate(source, digest);
                applied.add(digest);
            }
        } catch (SQLException e) {
            String advice = "42501".equals(e.getSQLState())
                    ? " The login needs CREATEROLE and CREATE on the schema, or somebody with these rights creates the role parvis_app and grants it to the login."
                    : "";
            throw new MigrationFailed("The migrations of " + source.name() + " cannot be applied: " + e.getMessage() + '.' + advice, e);
        } catch (IOException e) {
            throw new MigrationFailed("The migrations of " + source.name() + " cannot be applied: " + e.getMessage(), e);
        }
    }

    private void migrate(Source source, String digest) throws SQLException {
        long start = System.nanoTime();
        try (Connection owner = store.owner()) {
            store.exclusively(owner, () -> {
                LiquibaseUpdate update = new LiquibaseUpdate(source, owner);
                try {
                    tryHard(source, update);
                } finally {
                    if (!owner.getAutoCommit()) {
                        owner.rollback();
                        owner.setAutoCommit(true);
                    }
                    store.secure(owner);
                    changed.run();
                }
                record(owner, digest);
            });
        }
        LOG.info("Migrations of {} applied in {} ms", source.name(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** A change set waits only shortly for a table in use, so that nobody waits long behind it; then it is tried again. */
    private static void tryHard(Source source, LiquibaseUpdate update) {
        for (int attempt = 1; ; attempt++) {
            try {
                update.run();
                return;
            } catch (MigrationFailed e) {
                if (attempt == ATTEMPTS || !lockedOut(e)) {
                    throw e;
                }
                LOG.info("Migrations of {}: a table is in use, attempt {} of {}", source.name(), attempt + 1, ATTEMPTS);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200L * attempt));
            }
        }
    }

    private static boolean lockedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && Failures.contended(e)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> read() throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection owner = store.owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select module, digest from data_migration")) {
            while (rows.next()) {
                found.add(rows.getString(1) + ' ' + rows.getString(2));
            }
        } catch (SQLException e) {
            // No such table: a new database.
            if (!"42X05".equals(e.getSQLState()) && !"42P01".equals(e.getSQLState()) && !"42Y07".equals(e.getSQLState())) {
                throw e;
            }
        }
        return found;
    }

    private void record(Connection owner, String digest) throws SQLException {
        int space = digest.indexOf(' ');
        try (PreparedStatement insert = owner.prepareStatement(
                "insert into data_migration (module, digest, applied) select m.module, m.digest, m.applied from (values (cast(? as varchar(100)),"
                        + " cast(? as varchar(64)), cast(? as timestamp))) m (module, digest, applied)"
                        + " where not exists (select 1 from data_migration d where d.module = m.module and d.digest = m.digest)")) {
            insert.setString(1, digest.substring(0, space));
            insert.setString(2, digest.substring(space + 1));
            store.bindInstant(insert, 3, clock.instant());
            insert.executeUpdate();
        }
    }

    private static String digest(Source source) throws IOException {
        MessageDigest digest = sha256();
        for (String path : source.paths().stream().sorted().toList()) {
            InputStream opened = source.open(path).orElse(null);
            if (opened == null) {
                continue;
            }
            try (InputStream content = opened) {
                byte[] bytes = content.readAllBytes();
                digest.update((path + ' ' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
