package org.parvis.data;

import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Migrations.MigrationFailed;
import org.parvis.api.data.Migrations.Source;

/** One run of Liquibase; the only class of this bundle that loads it. */
final class LiquibaseUpdate {
    private static final String CHANGE_LOG = "changelog.yaml";

    private final Source source;
    private final Connection connection;

    LiquibaseUpdate(Source source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** @throws MigrationFailed naming the change set and the reason */
    void run() {
        Failed failed = new Failed();
        try {
            Map<String, Object> scope = new HashMap<>();
            SourceAccessor accessor = new SourceAccessor(source);
            scope.put(Scope.Attr.resourceAccessor.name(), accessor);
            scope.put(Scope.Attr.ui.name(), new LoggerUIService());
            scope.put("liquibase.analytics.enabled", false);
            scope.put("liquibase.showBanner", false);
            java.util.logging.Logger.getLogger("liquibase").setLevel(Level.WARNING);
            Scope.child(scope, () -> update(accessor, failed));
        } catch (Exception e) {
            throw new MigrationFailed(failed.sentence(source.name(), e), e);
        }
    }

    private void update(SourceAccessor accessor, Failed failed) throws LiquibaseException {
        Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        LockService lock = LockServiceFactory.getInstance().getLockService(database);
        lock.init();
        // We are alone here: a lock that is there was left by a process that died.
        lock.forceReleaseLock();
        try (Liquibase liquibase = new KeepsConnection(source.name() + '/' + CHANGE_LOG, accessor, database)) {
            liquibase.setChangeExecListener(failed);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(), new LabelExpression());
        }
    }

    /** Leaves the connection open: it is not Liquibase's. */
    private static final class KeepsConnection extends Liquibase {
        KeepsConnection(String changeLog, SourceAccessor accessor, Database database) {
            super(changeLog, accessor, database);
        }

        @Override
        public void close() {
            LockServiceFactory.getInstance().resetAll();
        }
    }

    /** Remembers which change set failed. */
    private static final class Failed extends AbstractChangeExecListener {
        private @Nullable ChangeSet changeSet;
        private @Nullable Exception reason;

        @Override
        public void runFailed(ChangeSet set, DatabaseChangeLog log, Database database, Exception exception) {
            changeSet = set;
            reason = exception;
        }

        String sentence(String module, Exception thrown) {
            ChangeSet set = changeSet;
            String why = rootMessage(reason == null ? thrown : reason);
            return set == null
                    ? "The migrations of " + module + " cannot be applied: " + why
                    : "Change set " + set.getId() + " of " + set.getFilePath() + " failed: " + why;
        }

        private static String rootMessage(Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message = cause.getMessage();
            return message == null ? cause.getClass().getSimpleName() : message.lines().findFirst().orElse("").strip();
        }
    }
}
