package org.parvis.api.tenant;

/** The kinds of collectivité. */
public enum TenantKind {
    TERRITORY,
    SYNDICATE,
    DEPARTMENT,
    EPCI,
    COMMUNE
}
