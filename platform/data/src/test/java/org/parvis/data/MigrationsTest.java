package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.api.data.Migrations.MigrationFailed;

class MigrationsTest {

    private static String table(String id, String name) {
        return """
              - changeSet:
                  id: %s
                  author: test
                  changes:
                    - createTable:
                        tableName: %s
                        columns:
                          - column: { name: id, type: int, constraints: { nullable: false, primaryKey: true } }
            """
                .formatted(id, name);
    }

    private static String log(String... changeSets) {
        return "databaseChangeLog:\n" + String.join("", changeSets);
    }

    private static long count(Fixture fixture, String sql) throws SQLException {
        try (Connection connection = fixture.owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailedChangeSetIsNamedWithItsReasonAndEarlierOnesStay(Kind kind) throws SQLException {
        try (Fixture fixture = new Fixture(kind)) {
            String broken = log(table("town-1", "town_hall"), table("town-2", "town_hall"), table("town-3", "town_square"));
            assertThatThrownBy(() -> fixture.open.migrations().apply(Fixture.source("town", broken)))
                    .isInstanceOf(MigrationFailed.class)
                    .hasMessageContaining("Change set town-2 of town/changelog.yaml failed")
                    .hasMessageContainingAll("exist");
            assertThat(count(fixture, "select count(*) from town_hall")).isZero();
            fixture.open.migrations().apply(Fixture.source("town", log(table("town-1", "town_hall"), table("town-3", "town_square"))));
            assertThat(count(fixture, "select count(*) from town_square")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void modulesWithTheSameChangeSetNamesStayApart(Kind kind) throws SQLException {
        try (Fixture fixture = new Fixture(kind)) {
            fixture.open.migrations().apply(Fixture.source("one", log(table("1", "one_thing"))));
            fixture.open.migrations().apply(Fixture.source("two", log(table("1", "two_thing"))));
            assertThat(count(fixture, "select count(*) from databasechangelog where filename in ('one/changelog.yaml', 'two/changelog.yaml')")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLockLeftByAKilledProcessBlocksNobody(Kind kind) throws SQLException {
        try (Fixture fixture = new Fixture(kind)) {
            try (Connection connection = fixture.owner();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("update databasechangeloglock set locked = true, lockedby = 'a dead process'");
            }
            fixture.open.migrations().apply(Fixture.source("one", log(table("1", "one_thing"))));
            assertThat(count(fixture, "select count(*) from one_thing")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsKnownByItsDigestIsNotRunAgain(Kind kind) throws SQLException {
        try (Fixture fixture = new Fixture(kind)) {
            fixture.open.migrations().apply(Fixture.source("one", log(table("1", "one_thing"))));
            try (Connection connection = fixture.owner();
                    Statement statement = connection.createStatement()) {
                // Liquibase would fail if it ran: for it the change set is new.
                statement.executeUpdate("delete from databasechangelog where filename = 'one/changelog.yaml'");
            }
            fixture.open.migrations().apply(Fixture.source("one", log(table("1", "one_thing"))));
            DigestedMigrations restarted = new DigestedMigrations(Store.open(DataSettings.of(fixture.url)), Clock.systemUTC(), () -> {});
            restarted.apply(Fixture.source("one", log(table("1", "one_thing"))));
            assertThat(count(fixture, "select count(*) from data_migration where module = 'one'")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTableInUseIsWaitedForAgainAndAgain(Kind kind) throws Exception {
        try (Fixture fixture = new Fixture(kind);
                Connection user = fixture.owner();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.executeUpdate("insert into shop_currency (code) values ('EUR')");
            String wider = """
                      - changeSet:
                          id: wider-1
                          author: test
                          changes:
                            - addColumn:
                                tableName: shop_currency
                                columns:
                                  - column: { name: title, type: varchar(50) }
                    """;
            Thread migration = new Thread(() -> fixture.open.migrations().apply(Fixture.source("wider", log(wider))));
            migration.start();
            migration.join(6_000);
            assertThat(migration.isAlive()).as("waits, longer than for one lock").isTrue();
            user.commit();
            migration.join(30_000);
            assertThat(count(fixture, "select count(*) from shop_currency where title is null")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void statementsPreparedBeforeAMigrationGoOnWorking(Kind kind) {
        try (Fixture fixture = new Fixture(kind)) {
            fixture.open.database().of(Fixture.RODEZ).write(transaction -> transaction.execute("insert into shop_currency (code) values ('EUR')"));
            String read = "select * from shop_currency";
            for (int i = 0; i < 10; i++) {
                assertThat(fixture.open.database().of(Fixture.RODEZ).list(read, row -> row.string("code"))).containsExactly("EUR");
            }
            String wider = """
                      - changeSet:
                          id: wider-1
                          author: test
                          changes:
                            - addColumn:
                                tableName: shop_currency
                                columns:
                                  - column: { name: title, type: varchar(50), defaultValue: money }
                    """;
            fixture.open.migrations().apply(Fixture.source("wider", log(wider)));
            assertThat(fixture.open.database().of(Fixture.RODEZ).list(read, row -> row.string("code") + row.string("title"))).containsExactly("EURmoney");
        }
    }
}
