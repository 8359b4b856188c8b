package org.parvis.data;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/** Through which door a statement goes: whose rows it may see. */
final class Scope {
    static final String TENANT = "tenant";
    static final String TENANTS = "tenants";
    /** Number of parameters that {@link #bind} binds. */
    static final int SETTINGS = 2;

    static final Scope TERRITORY = new Scope(Door.TERRITORY, null, List.of(), "", "territory");

    private final Door door;
    private final @Nullable UUID tenant;
    private final List<UUID> tenants;
    private final String setting;
    private final String reach;

    private Scope(Door door, @Nullable UUID tenant, List<UUID> tenants, String setting, String reach) {
        this.door = door;
        this.tenant = tenant;
        this.tenants = tenants;
        this.setting = setting;
        this.reach = reach;
    }

    static Scope of(TenantId tenant) {
        return new Scope(Door.TENANT, tenant.value(), List.of(), tenant.toString(), "");
    }

    static Scope of(Collection<TenantId> granted) {
        List<UUID> ids = granted.stream().map(TenantId::value).distinct().toList();
        return new Scope(Door.GRANTED, null, ids, ids.stream().map(UUID::toString).collect(Collectors.joining(",")), "");
    }

    Door door() {
        return door;
    }

    /** What the door binds itself, or null if the name is the caller's. */
    @Nullable Object bound(String name) {
        if (door == Door.TENANT && name.equals(TENANT)) {
            return tenant;
        }
        return door == Door.GRANTED && name.equals(TENANTS) ? tenants : null;
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, setting);
        statement.setString(2, reach);
    }
}
