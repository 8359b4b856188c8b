package org.parvis.api.identity;

/**
 * What an agent does in a tenant; an agent may hold several.
 *
 * <p>The first four are a ladder: each has what those before it have. The others stand beside it and have what plugins declare for
 * them; an administrator who also works on files holds the role that says so.
 */
public enum Role {
    /** Writes drafts that another publishes: an association. */
    CONTRIBUTOR,
    /** Publishes. */
    EDITOR,
    /** Sets up the site and gives roles. */
    ADMIN,
    /** Of the territory: all tenants, and all that the other roles have. */
    OPERATOR,
    /** Works on requests, of all procedures or of those of the {@link Grant#scope}. */
    CASE_WORKER,
    /** At the counter and on the telephone: enters for people, answers them. */
    RECEPTION,
    /** Acts for people under a mandate. */
    MEDIATOR,
    /** Payments. */
    ACCOUNTANT,
    /** Reads and never changes: see {@link Permissions#mayRead}. */
    AUDITOR;

    /** Whether it is one of the ladder from {@link #CONTRIBUTOR} to {@link #OPERATOR}. */
    public boolean isOfLadder() {
        return compareTo(OPERATOR) <= 0;
    }

    /** Whether who holds this role has all that the other one has. */
    public boolean includes(Role other) {
        return this == other || this == OPERATOR || (isOfLadder() && other.isOfLadder() && compareTo(other) >= 0);
    }
}
