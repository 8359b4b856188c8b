package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.data.Fixture.MILLAU;
import static org.parvis.data.Fixture.RODEZ;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

class DoorsTest {
    private Database database;

    private static void add(Transaction transaction, UUID id, String title) {
        transaction.execute("insert into shop_item (tenant_id, id, title) values (:tenant, :id, :title)", "id", id, "title", title);
    }

    private UUID added(TenantId tenant, String title) {
        UUID id = Ids.next();
        database.of(tenant).write(transaction -> add(transaction, id, title));
        return id;
    }

    private List<String> titles(TenantId tenant) {
        return database.of(tenant).list("select title from shop_item where tenant_id = :tenant order by title", row -> row.string("title"));
    }

    @OnBoth
    void everyKindOfValueComesBackAsItWent(Fixture fixture) {
        database = fixture.open.database();
        UUID id = Ids.next();
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        byte[] picture = {0, 1, -1, 127};
        database.of(RODEZ).write(transaction -> transaction.execute(
                """
                insert into shop_item (tenant_id, id, title, body, picture, price, weight, stock, views, pinned, day, made)
                values (:tenant, :id, :title, :body, :picture, :price, :weight, :stock, :views, :pinned, :day, :at)""",
                "id", id, "title", "L’été", "body", "é".repeat(50_000), "picture", picture, "price", new BigDecimal("12.50"), "weight", 0.25,
                "stock", 7, "views", 1L << 40, "pinned", true, "day", LocalDate.of(2026, 3, 29), "at", at));
        boolean found = database.of(RODEZ)
                .one("select * from shop_item i where i.tenant_id = :tenant and i.id = :id", row -> {
                    assertThat(row.uuid("ID")).isEqualTo(id);
                    assertThat(row.uuid("tenant_id")).isEqualTo(RODEZ.value());
                    assertThat(row.string("Title")).isEqualTo("L’été");
                    assertThat(row.string("body")).hasSize(50_000);
                    assertThat(row.bytesOrNull("picture")).isEqualTo(picture);
                    assertThat(row.decimalOrNull("price")).isEqualByComparingTo("12.50");
                    assertThat(row.doubleOrNull("weight")).isEqualTo(0.25);
                    assertThat(row.integer("stock")).isEqualTo(7);
                    assertThat(row.longValue("views")).isEqualTo(1L << 40);
                    assertThat(row.bool("pinned")).isTrue();
                    assertThat(row.date("day")).isEqualTo(LocalDate.of(2026, 3, 29));
                    assertThat(row.instant("made")).isEqualTo(at);
                    return true;
                }, "id", id)
                .orElse(false);
        assertThat(found).isTrue();
    }

    @OnBoth
    void nullsAreNullsForEveryKind(Fixture fixture) {
        database = fixture.open.database();
        UUID id = Ids.next();
        database.of(RODEZ).write(transaction -> transaction.execute(
                """
                insert into shop_item (tenant_id, id, title, body, picture, price, weight, stock, views, pinned, day, made)
                values (:tenant, :id, 'x', :n, :n, :n, :n, :n, :n, :n, :n, :n)""",
                "id", id, "n", null));
        database.of(RODEZ).one("select * from shop_item where tenant_id = :tenant", row -> {
            assertThat(row.stringOrNull("body")).isNull();
            assertThat(row.bytesOrNull("picture")).isNull();
            assertThat(row.decimalOrNull("price")).isNull();
            assertThat(row.doubleOrNull("weight")).isNull();
            assertThat(row.integerOrNull("stock")).isNull();
            assertThat(row.dateOrNull("day")).isNull();
            assertThat(row.instantOrNull("made")).isNull();
            assertThatThrownBy(() -> row.bool("pinned")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> row.string("nothing")).isInstanceOf(IllegalArgumentException.class);
            return true;
        });
    }

    @OnBoth
    void aTenantSeesItsOwnRowsOnly(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        added(MILLAU, "b");
        assertThat(titles(RODEZ)).containsExactly("a");
        assertThat(titles(MILLAU)).containsExactly("b");
    }

    @OnBoth
    void theSecondDoorSeesTheGrantedTenantsAndTheThirdAll(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        added(MILLAU, "b");
        added(TenantId.TERRITORY, "c");
        assertThat(database.of(List.of(RODEZ, MILLAU)).count("select count(*) from shop_item i where i.tenant_id in (:tenants)")).isEqualTo(2);
        assertThat(database.of(List.<TenantId>of()).count("select count(*) from shop_item i where i.tenant_id in (:tenants)")).isZero();
        assertThat(database.acrossTerritory("test").count("select count(*) from shop_item")).isEqualTo(3);
    }

    @OnBoth
    void listsExpandWhateverTheirLength(Fixture fixture) {
        database = fixture.open.database();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(added(RODEZ, "item " + i));
        }
        for (int length = 0; length <= 5; length++) {
            long count = database.of(RODEZ)
                    .count("select count(*) from shop_item where tenant_id = :tenant and id in (:ids)", "ids", ids.subList(0, length));
            assertThat(count).isEqualTo(length);
        }
    }

    @OnBoth
    void pagesAreCutByTheSharedSyntax(Fixture fixture) {
        database = fixture.open.database();
        for (int i = 0; i < 5; i++) {
            added(RODEZ, "item " + i);
        }
        assertThat(database.of(RODEZ).list(
                        "select title from shop_item where tenant_id = :tenant order by title offset :offset rows fetch next :limit rows only",
                        row -> row.string("title"), "offset", 2, "limit", 2))
                .containsExactly("item 2", "item 3");
    }

    @OnBoth
    void workThatThrowsLeavesNothingBehind(Fixture fixture) {
        database = fixture.open.database();
        assertThatThrownBy(() -> database.of(RODEZ).write(transaction -> {
                    add(transaction, Ids.next(), "gone");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(titles(RODEZ)).isEmpty();
    }

    @OnBoth
    void aSecondRowWithAUniqueValueIsAConflict(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        assertThatThrownBy(() -> added(RODEZ, "a")).isInstanceOf(Conflict.class);
        added(MILLAU, "a");
        assertThat(titles(RODEZ)).containsExactly("a");
    }

    @OnBoth
    void nothingFollowsAFailedStatementInItsTransaction(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        assertThatThrownBy(() -> database.of(RODEZ).write(transaction -> {
                    assertThatThrownBy(() -> add(transaction, Ids.next(), "a")).isInstanceOf(Conflict.class);
                    add(transaction, Ids.next(), "b");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(titles(RODEZ)).containsExactly("a");
    }

    @OnBoth
    void readsWithinATransactionSeeItsWritesThroughEveryDoor(Fixture fixture) {
        database = fixture.open.database();
        database.of(RODEZ).write(transaction -> {
            add(transaction, Ids.next(), "new");
            assertThat(titles(RODEZ)).containsExactly("new");
            assertThat(titles(MILLAU)).isEmpty();
            assertThat(database.acrossTerritory("test").count("select count(*) from shop_item")).isEqualTo(1);
            List<Object[]> rows = List.of(new Object[] {"id", Ids.next(), "title", "b"}, new Object[] {"id", Ids.next(), "title", "c"});
            transaction.executeAll("insert into shop_item (tenant_id, id, title) values (:tenant, :id, :title)", rows);
            assertThat(transaction.count("select count(*) from shop_item where tenant_id = :tenant")).isEqualTo(3);
        });
        assertThat(titles(RODEZ)).containsExactly("b", "c", "new");
    }

    @OnBoth
    void transactionsDoNotNest(Fixture fixture) {
        database = fixture.open.database();
        assertThatThrownBy(() -> database.of(RODEZ).write(outer -> database.of(MILLAU).write(inner -> add(inner, Ids.next(), "x"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction open");
    }

    @OnBoth
    void aTransactionIsOfNoUseAfterwards(Fixture fixture) {
        database = fixture.open.database();
        Transaction leaked = database.of(RODEZ).call(transaction -> transaction);
        assertThatThrownBy(() -> leaked.touch("x")).isInstanceOf(IllegalStateException.class);
    }

    @OnBoth
    void theTenantIsBoundByTheDoorAndByNobodyElse(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        assertThatThrownBy(() -> database.of(RODEZ)
                        .list("select title from shop_item where tenant_id = :tenant", row -> row.string("title"), "tenant", MILLAU))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnBoth
    void aMapperMayAskFurther(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        added(RODEZ, "b");
        database.of(RODEZ).write(transaction -> {
            List<Integer> sizes = transaction.list("select title from shop_item where tenant_id = :tenant order by title", row -> titles(RODEZ).size());
            assertThat(sizes).containsExactly(2, 2);
        });
    }

    @OnBoth
    void updatesAndDeletesMayNameTheirTable(Fixture fixture) {
        database = fixture.open.database();
        added(RODEZ, "a");
        database.of(RODEZ).write(transaction -> {
            assertThat(transaction.execute("update shop_item i set title = 'b' where i.tenant_id = :tenant")).isEqualTo(1);
            assertThat(transaction.execute("delete from shop_item i where i.tenant_id = :tenant and i.title = 'b'")).isEqualTo(1);
        });
    }
}
