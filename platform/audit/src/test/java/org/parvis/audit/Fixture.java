package org.parvis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.TestDatabase;

/** The audit log on a real database, with a clock that can be set. */
final class Fixture {
    static final TenantId RODEZ = FakeRequestSites.RODEZ.id();

    final TestDatabase test;
    final Database database;
    final Path folder;
    final SqlAudit audit;
    final Sealer sealer;
    final Eraser eraser;
    final Checkpoints checkpoints;
    final Verifier verifier;
    private Instant now = FakeRequest.NOW;

    Fixture(TestDatabase test) {
        this.test = test;
        database = test.database();
        try {
            folder = Files.createTempDirectory("parvis-audit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
        audit = new SqlAudit(clock);
        sealer = new Sealer(database, clock);
        eraser = new Eraser(audit);
        checkpoints = new Checkpoints(folder, database, clock);
        verifier = new Verifier(database, checkpoints);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    UUID record(AuditEntry entry) {
        return database.of(RODEZ).call(transaction -> audit.write(transaction, entry));
    }

    /** Records the publication of an article of that title. */
    UUID published(String title) {
        return record(AuditEntry.by(FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ), "news.publish", UUID.randomUUID().toString()).detail(title));
    }

    /** Three seals of two entries each. */
    void threeSeals() {
        for (int i = 0; i < 3; i++) {
            published("Article " + i);
            published("Autre " + i);
            pass(Duration.ofMinutes(1));
            sealer.run(now);
        }
    }

    Verifier.Report report() {
        return report(null);
    }

    Verifier.Report report(@Nullable Path keptElsewhere) {
        try {
            return verifier.verify(List.of(RODEZ), keptElsewhere).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Finding.Kind> found() {
        return report().findings().stream().map(Finding::kind).toList();
    }

    /** As somebody with the password of the tables' owner. */
    int tamper(String sql, Object... parameters) {
        try (Connection connection = test.owner(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int rows = statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
