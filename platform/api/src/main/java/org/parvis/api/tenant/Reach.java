package org.parvis.api.tenant;

/** Which tenants have something. */
public enum Reach {
    ALL,
    /** The territory alone. */
    TERRITORY,
    /** Communes and the like, not the territory. */
    MEMBERS;

    public boolean takes(Tenant tenant) {
        return this == ALL || (this == TERRITORY) == tenant.isTerritory();
    }
}
