package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.data.Fixture.MILLAU;
import static org.parvis.data.Fixture.RODEZ;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.ChangeListener.Change;

class ChangesTest {
    private final List<Change> heard = new ArrayList<>();
    private int everything;
    private final ChangeListener listener = new ChangeListener() {
        @Override
        public void changed(List<Change> changes) {
            heard.addAll(changes);
        }

        @Override
        public void everything() {
            everything++;
        }
    };

    @OnBoth
    void whatWasTouchedIsToldBeforeTheWriterGoesOn(Fixture fixture) {
        fixture.open.add(listener);
        try {
            fixture.open.database().of(RODEZ).write(transaction -> {
                transaction.touch("news", "news:42", "news");
                assertThat(heard).isEmpty();
            });
            assertThat(heard).containsExactly(new Change(RODEZ, "news"), new Change(RODEZ, "news:42"));
            assertThat(fixture.open.database().acrossTerritory("test").count("select count(*) from data_change")).isEqualTo(2);
        } finally {
            fixture.open.remove(listener);
        }
    }

    /** What a commune shares shows on the territory's pages too. */
    @OnBoth
    void aTagOfAnotherTenantIsToldAsItsOwn(Fixture fixture) {
        fixture.open.add(listener);
        try {
            fixture.open.database().of(RODEZ).write(transaction -> transaction.touch("news", "shared@" + MILLAU));
            assertThat(heard).containsExactly(new Change(RODEZ, "news"), new Change(MILLAU, "shared"));
        } finally {
            fixture.open.remove(listener);
        }
    }

    @OnBoth
    void nothingIsToldOfATransactionThatFailed(Fixture fixture) {
        fixture.open.add(listener);
        try {
            assertThatThrownBy(() -> fixture.open.database().of(RODEZ).write(transaction -> {
                        transaction.touch("news");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(heard).isEmpty();
        } finally {
            fixture.open.remove(listener);
        }
    }

    @OnBoth
    void aListenerThatFailsKeepsNobodyElseFromHearing(Fixture fixture) {
        ChangeListener broken = new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void everything() {}
        };
        fixture.open.add(broken);
        fixture.open.add(listener);
        try {
            fixture.open.database().of(RODEZ).write(transaction -> transaction.touch("news"));
            assertThat(heard).hasSize(1);
        } finally {
            fixture.open.remove(broken);
            fixture.open.remove(listener);
        }
    }

    @Test
    void anotherNodeHearsEachChangeOnceHoweverLateItsCommit() throws InterruptedException {
        try (Fixture writer = new Fixture(Kind.POSTGRES);
                OpenDatabase reader = OpenDatabase.open(DataSettings.of(writer.url), new SettableClock())) {
            reader.add(listener);
            CountDownLatch wrote = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            Thread late = new Thread(() -> writer.open.database().of(RODEZ).write(transaction -> {
                transaction.execute("insert into shop_currency (code) values ('EUR')");
                transaction.touch("late");
                wrote.countDown();
                await(commit);
            }));
            late.start();
            await(wrote);
            writer.open.database().of(MILLAU).write(transaction -> transaction.touch("early"));
            ChangeFollower follower = follower(reader);
            follower.look();
            follower.look();
            assertThat(heard).containsExactly(new Change(MILLAU, "early"));
            commit.countDown();
            late.join();
            follower.look();
            follower.look();
            assertThat(heard).containsExactly(new Change(MILLAU, "early"), new Change(RODEZ, "late"));
            reader.database().of(RODEZ).write(transaction -> transaction.touch("own"));
            heard.clear();
            follower.look();
            assertThat(heard).as("its own changes were told at their commit").isEmpty();
        }
    }

    @Test
    void aNodeThatWasAwayTooLongIsToldThatAnythingMayHaveChanged() {
        SettableClock clock = new SettableClock();
        try (OpenDatabase reader = OpenDatabase.open(DataSettings.of(Kind.POSTGRES.newUrl()), clock)) {
            reader.add(listener);
            clock.advance(Duration.ofHours(13));
            follower(reader).look();
            assertThat(everything).isEqualTo(1);
            follower(reader).look();
            assertThat(everything).isEqualTo(1);
        }
    }

    @Test
    void aRunningNodeIsWokenByTheWriter() throws InterruptedException {
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Fixture writer = new Fixture(Kind.POSTGRES);
                OpenDatabase reader = OpenDatabase.open(DataSettings.of(writer.url), Clock.systemUTC())) {
            reader.add(new ChangeListener() {
                @Override
                public void changed(List<Change> changes) {
                    seen.addAll(changes);
                }

                @Override
                public void everything() {}
            });
            reader.start();
            writer.open.database().of(RODEZ).write(transaction -> transaction.touch("news"));
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Change(RODEZ, "news"));
        }
    }

    @Test
    void listenersAreToldByTheirRanking() {
        List<String> told = new ArrayList<>();
        Contributors contributors = new Contributors();
        contributors.addListener(named("cache", told), Integer.MIN_VALUE);
        contributors.addListener(named("first", told), 0);
        contributors.addListener(named("snapshot", told), 1000);
        contributors.addListener(named("second", told), 0);
        contributors.listeners().forEach(ChangeListener::everything);
        assertThat(told).containsExactly("snapshot", "first", "second", "cache");
    }

    private static ChangeListener named(String name, List<String> told) {
        return new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {}

            @Override
            public void everything() {
                told.add(name);
            }
        };
    }

    @OnBoth
    void oldChangesAreTrimmed(Fixture fixture) throws SQLException {
        fixture.open.database().of(RODEZ).write(transaction -> transaction.touch("old"));
        try (Connection connection = fixture.owner();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update data_change set written = '2020-01-01 00:00:00'");
        }
        fixture.open.database().of(RODEZ).write(transaction -> transaction.touch("new"));
        new ChangeTrimming(new Connections(Store.open(DataSettings.of(fixture.url)))).run(Instant.now());
        assertThat(fixture.open.database().acrossTerritory("test").list("select tag from data_change", row -> row.string("tag"))).containsExactly("new");
    }

    private static ChangeFollower follower(OpenDatabase node) {
        ChangeFollower follower = node.follower();
        assertThat(follower).isNotNull();
        return Objects.requireNonNull(follower);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
