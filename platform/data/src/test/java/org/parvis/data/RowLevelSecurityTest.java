package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.data.Fixture.MILLAU;
import static org.parvis.data.Fixture.RODEZ;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.TenantId;

/** What PostgreSQL itself refuses, should a statement ever get past the check. */
class RowLevelSecurityTest {
    private final Fixture fixture = new Fixture(Kind.POSTGRES);

    @BeforeEach
    void fill() {
        for (TenantId tenant : List.of(RODEZ, MILLAU)) {
            fixture.open.database().of(tenant)
                    .write(transaction -> transaction.execute("insert into shop_item (tenant_id, id, title) values (:tenant, :id, 'x')", "id", Ids.next()));
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String value(String... statements) throws SQLException {
        try (Connection connection = fixture.open.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (int i = 0; i < statements.length - 1; i++) {
                    statement.execute(statements[i]);
                }
                try (ResultSet rows = statement.executeQuery(statements[statements.length - 1])) {
                    rows.next();
                    return rows.getString(1);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void theApplicationIsNotTheOwner() throws SQLException {
        assertThat(value("select current_user")).isEqualTo("parvis_app");
        assertThatThrownBy(() -> value("alter table shop_item disable row level security", "select 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void withoutADoorThereAreNoRows() throws SQLException {
        assertThat(value("select count(*) from shop_item")).isEqualTo("0");
    }

    @Test
    void throughADoorThereAreItsRowsOnlyAndOnlyInThatTransaction() throws SQLException {
        String door = "select set_config('parvis.tenant', '" + RODEZ + "', true)";
        assertThat(value(door, "select count(*) from shop_item")).isEqualTo("1");
        assertThat(value("select count(*) from shop_item")).isEqualTo("0");
    }

    @Test
    void rowsOfAnotherTenantCannotBeWritten() {
        String door = "select set_config('parvis.tenant', '" + RODEZ + "', true)";
        assertThatThrownBy(() -> value(door, "insert into shop_item (tenant_id, id, title) values ('" + MILLAU + "', gen_random_uuid(), 'y')", "select 1"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> value(door, "update shop_item set tenant_id = '" + MILLAU + "'", "select 1")).hasMessageContaining("row-level security");
    }

    @Test
    void theTerritoryIsReadAsAWholeAndNotWritten() throws SQLException {
        String door = "select set_config('parvis.scope', 'territory', true)";
        assertThat(value(door, "select count(*) from shop_item")).isEqualTo("2");
        assertThat(value(door, "update shop_item set title = 'z'", "select count(*) from shop_item where title = 'z'")).isEqualTo("0");
    }

    @Test
    void aLoginOfItsOwnServesTheApplicationJustAsWell() throws SQLException {
        String url = Kind.POSTGRES.newUrl();
        try (Connection owner = Store.open(DataSettings.of(url)).owner();
                Statement statement = owner.createStatement()) {
            statement.execute("drop role if exists site_login");
            statement.execute("create role site_login login");
        }
        DataSettings settings = new DataSettings(url.replaceFirst("user=[^&]*&?", ""), "site_login", "x", "postgres", "postgres");
        try (OpenDatabase open = OpenDatabase.open(settings, Clock.systemUTC());
                Connection connection = open.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            open.migrations().apply(Fixture.source("shop", Fixture.TABLES));
            open.database().of(RODEZ)
                    .write(transaction -> transaction.execute("insert into shop_item (tenant_id, id, title) values (:tenant, :id, 'x')", "id", Ids.next()));
            try (ResultSet rows = statement.executeQuery("select current_user, (select count(*) from shop_item)")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("site_login");
                assertThat(rows.getLong(2)).isZero();
            }
        }
        try (Connection owner = Store.open(DataSettings.of(url)).owner();
                Statement statement = owner.createStatement()) {
            statement.execute("drop owned by site_login");
            statement.execute("drop role site_login");
        }
    }
}
