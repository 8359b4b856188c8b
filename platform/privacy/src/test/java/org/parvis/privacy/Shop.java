package org.parvis.privacy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** A plugin of the tests: orders, of which those that were paid are kept for the accounts, and the others go after a year. */
final class Shop implements PersonalData, PurgeRule {
    static final Duration KEPT = Duration.ofDays(365);

    private static final int BATCH = 2;

    /** An order. */
    private record Order(String id, String email, String phone, String title, boolean paid, Instant ordered) {
        static Order of(Row row) {
            return new Order(row.uuid("id").toString(), row.string("email"), row.string("phone"), row.string("title"), row.bool("paid"), row.instant("ordered"));
        }
    }

    static void order(Transaction transaction, String email, String phone, String title, boolean paid, Instant ordered) {
        transaction.execute(
                "insert into shop_order (tenant_id, id, email, phone, title, paid, ordered) values (:tenant, :id, :email, :phone, :title, :paid, :ordered)",
                "id", Ids.next(), "email", email, "phone", phone, "title", title, "paid", paid, "ordered", ordered);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing("shop.orders", "shop.privacy.purpose", "shop.privacy.categories", LegalBasis.CONTRACT, Period.ofYears(1)));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list("select distinct o.tenant_id from shop_order o where o.email in (:emails)", row -> new TenantId(row.uuid("tenant_id")), "emails", person.emails());
    }

    private static List<Order> of(Reader reader, Person person) {
        return reader.list("select o.id, o.email, o.phone, o.title, o.paid, o.ordered from shop_order o where o.tenant_id = :tenant order by o.ordered", Order::of).stream()
                .filter(order -> person.reachedBy(order.email(), order.phone()))
                .toList();
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Order order : of(tenant, person)) {
            out.record("shop.orders", order.title(), List.of(
                    new Export.Field("title", "shop.title", order.title()), new Export.Field("paid", "shop.paid", order.paid()),
                    new Export.Field("ordered", "shop.ordered", order.ordered()), new Export.Field("phone", "shop.phone", order.phone())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long erased = 0;
        long kept = 0;
        for (Order order : of(transaction, person)) {
            if (order.paid()) {
                kept++;
            } else {
                erased += transaction.execute("delete from shop_order o where o.tenant_id = :tenant and o.id = :id", "id", java.util.UUID.fromString(order.id()));
            }
        }
        return List.of(Erasure.erased("shop.orders", erased), Erasure.kept("shop.orders", kept, "shop.kept"));
    }

    @Override
    public String name() {
        return "shop.orders";
    }

    @Override
    public String processing() {
        return "shop.orders";
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct o.tenant_id from shop_order o where o.ordered < :old and o.paid = false", row -> new TenantId(row.uuid("tenant_id")), "old", now.minus(KEPT));
    }

    /** Two at a time. */
    @Override
    public int purge(Transaction transaction, Instant now) {
        List<java.util.UUID> ids = transaction.list(
                "select o.id from shop_order o where o.tenant_id = :tenant and o.ordered < :old and o.paid = false order by o.id fetch first " + BATCH + " rows only",
                row -> row.uuid("id"), "old", now.minus(KEPT));
        return transaction.execute("delete from shop_order o where o.tenant_id = :tenant and o.id in (:ids)", "ids", ids);
    }
}
