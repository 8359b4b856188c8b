package org.parvis.tenancy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Remembered;
import org.parvis.api.data.Transaction;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;

/** Settings in a table, those of the tenants in use in memory. */
@Component(service = {Settings.class, ChangeListener.class}, property = "service.ranking:Integer=1000")
public final class StoredSettings implements Settings, ChangeListener {
    private static final String TAG = "settings";

    private final Database database;
    private final Remembered<Map<String, String>> remembered = new Remembered<>(TAG, this::load);

    @Activate
    public StoredSettings(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> of(TenantId tenant) {
        return remembered.of(tenant);
    }

    @Override
    public void set(Transaction transaction, String key, String value) {
        if (value.isEmpty()) {
            transaction.execute("delete from tenancy_setting where tenancy_setting.tenant_id = :tenant and name = :name", "name", key);
        } else if (update(transaction, key, value) == 0) {
            transaction.execute(
                    "insert into tenancy_setting (tenant_id, name, content) values (:tenant, :name, :content)", "name", key, "content", value);
        }
        transaction.touch(TAG, LiveTenants.SITE);
    }

    private static int update(Transaction transaction, String key, String value) {
        return transaction.execute(
                "update tenancy_setting set content = :content where tenancy_setting.tenant_id = :tenant and name = :name",
                "name", key, "content", value);
    }

    private Map<String, String> load(TenantId tenant) {
        Map<String, String> settings = new HashMap<>();
        database.of(tenant)
                .list(
                        "select s.name, s.content from tenancy_setting s where s.tenant_id = :tenant",
                        row -> Map.entry(row.string("name"), row.string("content")))
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
        return Map.copyOf(settings);
    }

    @Override
    public void changed(List<Change> all) {
        remembered.changed(all);
    }

    @Override
    public void everything() {
        remembered.everything();
    }
}
