package org.parvis.api.identity;

/** Roles of an agent in a tenant, from least to most; each has the permissions of those before it. */
public enum Role {
    /** Writes drafts that another publishes. */
    CONTRIBUTOR,
    /** Publishes. */
    EDITOR,
    /** Sets up the site and gives roles. */
    ADMIN,
    /** Of the territory: all tenants. */
    OPERATOR
}
