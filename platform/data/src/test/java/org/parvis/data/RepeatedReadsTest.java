package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.parvis.data.Fixture.MILLAU;
import static org.parvis.data.Fixture.RODEZ;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.TenantId;

/** The driver of PostgreSQL treats a query otherwise from its fifth run on a connection: what it finds must stay the same. */
class RepeatedReadsTest {
    private static final int RUNS = 20;
    private static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-0000000000c1");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);
    private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123456Z");

    /** By what is selected, some of it of unbounded length: the outcome for the one item that each tenant has. */
    private static final Map<String, String> SELECTED = Map.ofEntries(
            entry("count(*)", "1"), entry("sum(i.stock)", "7"), entry("sum(i.views)", "5"), entry("coalesce(sum(i.views), 0)", "5"),
            entry("sum(i.price)", "12.50"), entry("sum(i.weight)", "0.25"), entry("max(i.title)", "x"), entry("max(i.day)", "2026-03-29"),
            entry("max(i.made)", "2026-03-29 01:30:00.123456"), entry("i.title", "x"), entry("i.body", "long"), entry("i.price", "12.50"));

    /** By column: the value that the item has; each kind of parameter. */
    private static final Map<String, Object> VALUES = Map.of(
            "id", ID, "title", "x", "price", new BigDecimal("12.50"), "weight", 0.25, "stock", 7, "views", 5L, "pinned", true, "day", DAY, "made", AT);

    private static void fill(Database database) {
        for (TenantId tenant : List.of(RODEZ, MILLAU)) {
            database.of(tenant).write(transaction -> transaction.execute(
                    "insert into shop_item (tenant_id, id, title, body, price, weight, stock, views, pinned, day, made)"
                            + " values (:tenant, :id, :title, 'long', :price, :weight, :stock, :views, :pinned, :day, :made)",
                    VALUES.entrySet().stream().flatMap(value -> List.of(value.getKey(), value.getValue()).stream()).toArray()));
        }
    }

    /** Runs all queries; returns what was found where it is not as expected. */
    private static Map<String, List<String>> wrong(Reader reader, String door) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        SELECTED.forEach((selected, expected) -> VALUES.forEach((column, value) -> {
            String sql = "select " + selected + " as outcome from shop_item i where i." + column + " = :value and " + door;
            for (int run = 1; run <= RUNS; run++) {
                List<String> found = reader.list(sql, row -> String.valueOf(row.stringOrNull("outcome")), "value", value);
                if (found.size() != 1 || !found.get(0).equals(expected)) {
                    wrong.put(run + ": " + sql, found);
                }
            }
        }));
        return wrong;
    }

    @OnBoth
    void aQueryFindsTheSameHoweverOftenItIsRun(Fixture fixture) {
        Database database = fixture.open.database();
        fill(database);
        assertThat(wrong(database.of(RODEZ), "i.tenant_id = :tenant")).isEmpty();
        assertThat(wrong(database.of(List.of(MILLAU)), "i.tenant_id in (:tenants)")).isEmpty();
        assertThat(wrong(database.acrossTerritory("test"), "i.tenant_id = '" + RODEZ + "'")).isEmpty();
    }

    @OnBoth
    void aQueryOfATransactionFindsTheSameToo(Fixture fixture) {
        Database database = fixture.open.database();
        fill(database);
        database.of(RODEZ).write(transaction -> {
            assertThat(wrong(database.of(RODEZ), "i.tenant_id = :tenant")).isEmpty();
            assertThat(wrong(database.of(List.of(MILLAU)), "i.tenant_id in (:tenants)")).isEmpty();
        });
    }

    @OnBoth
    void nullsAndEmptyListsChangeNothing(Fixture fixture) {
        Database database = fixture.open.database();
        fill(database);
        Reader reader = database.of(RODEZ);
        String either = "select i.body from shop_item i where i.tenant_id = :tenant and (i.stock = 7 or i.views = :views)";
        String listed = "select i.body from shop_item i where i.tenant_id = :tenant and (i.stock = 7 or i.id in (:ids))";
        List<String> found = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            // First without: the driver keeps what it learned of a parameter for the runs after it.
            boolean without = run < RUNS / 2 || run % 2 == 0;
            found.addAll(reader.list(either, row -> row.string("body"), "views", without ? null : 5L));
            found.addAll(reader.list(listed, row -> row.string("body"), "ids", without ? List.of() : List.of(ID)));
        }
        assertThat(found).isEqualTo(Collections.nCopies(2 * RUNS, "long"));
    }

    @Test
    void theUrlCannotTakeTheTypesFromTexts() {
        try (Fixture fixture = new Fixture(Kind.POSTGRES, Kind.POSTGRES.newUrl() + "&stringtype=unspecified")) {
            fill(fixture.open.database());
            assertThat(wrong(fixture.open.database().of(RODEZ), "i.tenant_id = :tenant")).isEmpty();
        }
    }
}
