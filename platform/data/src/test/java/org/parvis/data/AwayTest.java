package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.data.Fixture.RODEZ;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Unavailable;

/** What happens when the database is away, or busy with somebody else. */
class AwayTest {

    private static long count(Database database) {
        return database.of(RODEZ).count("select count(*) from shop_item where tenant_id = :tenant");
    }

    @Test
    void aDatabaseThatStopsIsUnavailableAtOnceAndIsBackByItself(@TempDir Path directory) throws IOException {
        EmbeddedPostgres server = server(directory, 0).start();
        int port = server.getPort();
        try (Fixture fixture = new Fixture(Kind.POSTGRES, server.getJdbcUrl("postgres", "postgres"))) {
            Database database = fixture.open.database();
            assertThat(count(database)).isZero();
            server.close();
            assertThatThrownBy(() -> count(database)).isInstanceOf(Unavailable.class);
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> count(database)).isInstanceOf(Unavailable.class);
                assertThatThrownBy(() -> database.of(RODEZ).write(transaction -> transaction.touch("x"))).isInstanceOf(Unavailable.class);
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).as("seconds for a hundred refusals").isLessThan(8);
            server = server(directory, port).start();
            assertThat(answersWithin(database, 20)).isTrue();
        } finally {
            server.close();
        }
    }

    private static EmbeddedPostgres.Builder server(Path directory, int port) {
        return EmbeddedPostgres.builder().setDataDirectory(directory.resolve("pg").toFile()).setCleanDataDirectory(false).setPort(port);
    }

    private static boolean answersWithin(Database database, int seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < until) {
            try {
                return count(database) == 0;
            } catch (Unavailable e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    @Test
    void readsDoNotNoticeThatTheirConnectionsWereCut() throws SQLException {
        try (Fixture fixture = new Fixture(Kind.POSTGRES)) {
            assertThat(count(fixture.open.database())).isZero();
            try (Connection owner = fixture.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            }
            assertThat(count(fixture.open.database())).isZero();
        }
    }

    @OnBoth
    void ofTwoTransactionsThatWaitForEachOtherBothSucceedInTheEnd(Fixture fixture) throws InterruptedException {
        Database database = fixture.open.database();
        database.of(RODEZ).write(transaction -> transaction.execute("insert into shop_currency (code) values ('EUR'), ('CHF')"));
        CountDownLatch bothHaveOne = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        Thread one = crossing(database, "EUR", "CHF", bothHaveOne, runs, failures);
        Thread two = crossing(database, "CHF", "EUR", bothHaveOne, runs, failures);
        one.join();
        two.join();
        assertThat(failures).hasValue(0);
        assertThat(runs).as("one of them ran twice").hasValueGreaterThanOrEqualTo(3);
    }

    private static Thread crossing(Database database, String first, String second, CountDownLatch bothHaveOne, AtomicInteger runs, AtomicInteger failures) {
        Thread thread = new Thread(() -> {
            try {
                database.of(RODEZ).write(transaction -> {
                    runs.incrementAndGet();
                    transaction.execute("update shop_currency set code = code where code = :code", "code", first);
                    bothHaveOne.countDown();
                    try {
                        bothHaveOne.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    transaction.execute("update shop_currency set code = code where code = :code", "code", second);
                });
            } catch (Conflict e) {
                failures.incrementAndGet();
            }
        });
        thread.start();
        return thread;
    }

    @OnBoth
    void aRowTakenByATransactionThatDoesNotEndIsAConflict(Fixture fixture) throws SQLException {
        Database database = fixture.open.database();
        database.of(RODEZ).write(transaction -> transaction.execute("insert into shop_item (tenant_id, id, title) values (:tenant, :id, 'x')", "id", Ids.next()));
        try (Connection owner = fixture.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.executeUpdate("update shop_item set title = 'y'");
            assertThatThrownBy(() -> database.of(RODEZ).write(transaction -> transaction.execute("update shop_item set title = 'z' where tenant_id = :tenant")))
                    .isInstanceOf(Conflict.class);
            owner.rollback();
        }
    }
}
