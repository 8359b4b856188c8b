package org.parvis.data;

/** The three doors to the data. */
enum Door {
    /** One tenant's data: {@code :tenant}. */
    TENANT,
    /** What an agent was granted: {@code :tenants}; reads only. */
    GRANTED,
    /** All tenants, for aggregation; reads only. */
    TERRITORY
}
