package org.parvis.backoffice;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.TestDatabase;

/** A contribution over a real table, as a plugin would write it. */
final class WaitingItems implements DayItems {

    final List<Asked> asked = new ArrayList<>();
    final List<Deed> deeds = new ArrayList<>();
    private final Map<String, UUID> addressed = new HashMap<>();
    private final Database database;
    private final Kind kind;

    WaitingItems(Database database, String name) {
        this.database = database;
        kind = new Kind(name, "backoffice.settings.title", name + ".write", List.of(
                new Action("accept", "backoffice.done", "backoffice.day.found", "backoffice.day.count")));
    }

    static TestDatabase table(TestDatabase database) {
        return database.with("waiting", Path.of("src/test/resources/waiting"));
    }

    UUID add(TenantId tenant, String title, @Nullable Instant due, Instant since) {
        UUID id = Ids.next();
        database.of(tenant).write(transaction -> transaction.execute(
                "insert into waiting_item (tenant_id, id, kind, title, due, since) values (:tenant, :id, :kind, :title, :due, :since)",
                "id", id, "kind", kind.name(), "title", title, "due", due, "since", since));
        return id;
    }

    /** For one agent alone. */
    UUID addFor(Agent agent, TenantId tenant, String title, Instant since) {
        UUID id = add(tenant, title, null, since);
        addressed.put(id.toString(), agent.id());
        return id;
    }

    void addMany(TenantId tenant, int number, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Instant due = i % 3 == 0 ? null : now.plusSeconds(3600L * ((i * 37L) % 900 - 300));
            rows.add(new Object[] {"id", Ids.next(), "kind", kind.name(), "title", kind.name() + " " + i, "due", due, "since", now.minusSeconds(i)});
        }
        database.of(tenant).write(transaction -> transaction.executeAll(
                "insert into waiting_item (tenant_id, id, kind, title, due, since) values (:tenant, :id, :kind, :title, :due, :since)", rows));
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<Item> items(Asked who) {
        asked.add(who);
        List<Item> all = database.of(who.tenants()).list(
                "select w.tenant_id, w.id, w.title, w.due, w.since from waiting_item w where w.kind = :kind and w.tenant_id in (:tenants)"
                        + " order by w.due, w.since fetch first " + who.limit() + " rows only",
                row -> new Item(
                        new TenantId(row.uuid("tenant_id")), row.string("id"), row.string("title"), "backoffice.day.kind", List.of(), "/x",
                        row.instantOrNull("due"), false, row.instant("since")),
                "kind", kind.name());
        return all.stream().filter(item -> addressed.getOrDefault(item.id(), who.agent().id()).equals(who.agent().id())).toList();
    }

    @Override
    public int act(Deed deed) {
        deeds.add(deed);
        return database.of(deed.tenant()).call(transaction -> transaction.execute(
                "delete from waiting_item w where w.tenant_id = :tenant and w.id in (:ids)", "ids", deed.ids().stream().map(UUID::fromString).toList()));
    }
}
