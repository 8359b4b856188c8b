package org.parvis.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The databases that Parvis runs on, each opened once per test run. */
enum TestDatabaseKind {
    DERBY {
        @Override
        TestDatabase open() {
            return new TestDatabase("derby", "jdbc:derby:memory:testkit");
        }
    },
    POSTGRESQL {
        @Override
        TestDatabase open() {
            EmbeddedPostgres server = start();
            try (Connection connection = connect(server.getJdbcUrl("postgres", "postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute("create database testkit");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new TestDatabase("postgresql", server.getJdbcUrl("postgres", "testkit"));
        }

        private EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
            } catch (IOException | IllegalStateException e) {
                return Assumptions.abort("PostgreSQL cannot be started here: " + e.getMessage());
            }
        }
    };

    private @Nullable TestDatabase opened;

    abstract TestDatabase open();

    synchronized TestDatabase emptied() {
        if (opened == null) {
            opened = open();
        }
        opened.empty();
        return opened;
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
