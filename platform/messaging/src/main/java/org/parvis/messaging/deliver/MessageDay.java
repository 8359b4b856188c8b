package org.parvis.messaging.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.DayItems;
import org.parvis.api.notify.Channel;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Messages that could not be delivered, one item per tenant; for operators, that there is no mail server while messages wait. */
@Component
public final class MessageDay implements DayItems {
    private static final Kind KIND = new Kind("messaging.failed", "messaging.messages.title", MessageDesk.PERMISSION, List.of());

    private final Database database;
    private final Delivery delivery;
    private final Tenants tenants;

    @Activate
    public MessageDay(@Reference Database database, @Reference Delivery delivery, @Reference Tenants tenants) {
        this.database = database;
        this.delivery = delivery;
        this.tenants = tenants;
    }

    /** Messages of one tenant. */
    private record Heap(TenantId tenant, long number, Instant since) {}

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        List<Item> items = new ArrayList<>();
        for (Heap failed : heaps(database.of(asked.tenants()), "m.state = 'FAILED' and m.tenant_id in (:tenants)")) {
            items.add(item(failed, failed.tenant(), "messaging.day.failed", MessageDesk.PATH + "?etat=failed"));
        }
        if (asked.tenants().contains(TenantId.TERRITORY) && !delivery.ready(Channel.EMAIL)) {
            Reader all = database.acrossTerritory("messages that wait for a mail server");
            heaps(all, "m.state = 'WAITING' and m.channel = 'EMAIL'").stream()
                    .reduce((one, other) -> new Heap(
                            TenantId.TERRITORY, one.number() + other.number(), one.since().isBefore(other.since()) ? one.since() : other.since()))
                    .ifPresent(waiting -> items.add(item(waiting, TenantId.TERRITORY, "messaging.day.missing", MessageDesk.PATH)));
        }
        return items.stream().limit(asked.limit()).toList();
    }

    private static List<Heap> heaps(Reader reader, String condition) {
        return reader.list(
                "select m.tenant_id, count(*) as number_of, min(m.created) as since from messaging_message m where " + condition + " group by m.tenant_id",
                row -> new Heap(new TenantId(row.uuid("tenant_id")), row.longValue("number_of"), row.instant("since")));
    }

    private Item item(Heap heap, TenantId tenant, String reasonKey, String path) {
        String name = tenants.byId(tenant).map(site -> site.tenant().name().name()).orElse("");
        return new Item(tenant, reasonKey, name, reasonKey, List.of(heap.number()), path, null, false, heap.since());
    }
}
