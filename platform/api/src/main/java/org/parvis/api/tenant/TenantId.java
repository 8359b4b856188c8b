package org.parvis.api.tenant;

import java.util.UUID;

/** Identifies a tenant; every row that belongs to one carries it. */
public record TenantId(UUID value) implements Comparable<TenantId> {

    /** The territory: itself a tenant, owner of what belongs to no commune. */
    public static final TenantId TERRITORY = of("00000000-0000-7000-8000-000000000001");

    /**
     * Parses the canonical text form of a UUID.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static TenantId of(String uuid) {
        return new TenantId(UUID.fromString(uuid));
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
