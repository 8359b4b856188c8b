package org.parvis.api.directory;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.TenantId;

/**
 * A place where things happen, shared by all services: a hall, a library, a sports ground.
 *
 * @param owner the tenant, or the territory for venues that all of its tenants use
 * @param address on one line, or empty
 * @param coordinates null while not known
 * @param capacity most people at a time, or null
 * @param access for wheelchairs
 * @param accessNote what to know about access, or empty
 */
public record Venue(
        TenantId owner, UUID id, String name, String address, @Nullable Coordinates coordinates, @Nullable Integer capacity, Access access,
        String accessNote) {

    /** Whether a wheelchair gets in; its name is the message {@code directory.access.<code>}. */
    public enum Access {
        UNKNOWN,
        FULL,
        PARTIAL,
        NONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
