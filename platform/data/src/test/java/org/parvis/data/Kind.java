package org.parvis.data;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that the tests run on; each test may have a new, empty one. */
enum Kind {
    DERBY {
        @Override
        String newUrl() {
            return "jdbc:derby:memory:test" + NUMBER.incrementAndGet();
        }
    },
    POSTGRES {
        @Override
        String newUrl() {
            String name = "test" + NUMBER.incrementAndGet();
            EmbeddedPostgres server = Server.instance();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server.getJdbcUrl("postgres", name);
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    abstract String newUrl();

    /** One server per test run. */
    static final class Server {
        private static EmbeddedPostgres started;

        private Server() {}

        static synchronized EmbeddedPostgres instance() {
            if (started == null) {
                try {
                    started = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return started;
        }
    }
}
