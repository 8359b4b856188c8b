package org.parvis.api.route;

/** Where a route lives. */
public enum Scope {
    /** On the site of each tenant for which the plugin is active; {@code /en/...} is the same route in English. */
    SITE,
    /** On the territory's host alone; comes before a SITE route of the same path. */
    TERRITORY,
    /** In the back office of a tenant: the territory's host, under {@code /bureau/<slug>}; needs a signed-in agent. */
    DESK,
    /** In the back office but of no tenant: the territory's host, under {@code /bureau}. */
    DESK_HOME
}
