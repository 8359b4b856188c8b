package org.parvis.web;

import org.parvis.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a cached page answers.
 *
 * <p>The language is part of the path. A class and not a record because its hash is computed once: every request asks for it.
 */
final class PageKey {
    private final TenantId site;
    private final String path;
    private final String query;
    private final int hash;

    /**
     * @param path canonical and still encoded: {@code /en/actualites}
     * @param query declared parameters in canonical order, or the empty string
     */
    PageKey(TenantId site, String path, String query) {
        this.site = site;
        this.path = path;
        this.query = query;
        this.hash = (site.value().hashCode() * 31 + path.hashCode()) * 31 + query.hashCode();
    }

    TenantId site() {
        return site;
    }

    String path() {
        return path;
    }

    /** What this costs in memory, in bytes, about. */
    int weight() {
        return 120 + path.length() + query.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageKey key && key.hash == hash && key.path.equals(path) && key.query.equals(query)
                && key.site.value().equals(site.value());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return site + path + (query.isEmpty() ? "" : "?" + query);
    }
}
