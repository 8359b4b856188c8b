package org.parvis.gateway.hook;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;

/** Web hooks that were given up. */
@Component(service = DayItems.class)
public final class HookDay implements DayItems {
    private static final Kind KIND = new Kind("gateway.hook", "gateway.day.label", HookDesk.PERMISSION, List.of());

    private final Database database;

    @Activate
    public HookDay(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return HookTable.failed(database.of(asked.tenants()), asked.limit()).stream()
                .map(failed -> new Item(
                        failed.tenant(), failed.hook().id().toString(), failed.hook().url(), "gateway.day.failed", List.of(),
                        HookDesk.PATH + "/" + failed.hook().id(), null, false, failed.hook().since()))
                .toList();
    }
}
