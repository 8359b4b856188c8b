package org.parvis.data.check;

/** What there is in the database; names in lower case. */
public interface Tables {

    boolean exists(String table);

    /** Whether the rows of a table belong to tenants: it has a {@code tenant_id}. */
    boolean ownedByTenants(String table);
}
