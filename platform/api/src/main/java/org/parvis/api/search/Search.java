package org.parvis.api.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** Full-text search with French analysis: accents, elision, plurals. */
@ProviderType
public interface Search {

    /**
     * @param tenant whose documents; null for the whole territory
     * @param words as typed; never a syntax error
     * @param kind of one kind only, or null
     * @param offset of the first hit, from 0
     * @param limit number of hits, 1 to 100
     */
    record Query(@Nullable TenantId tenant, String words, @Nullable String kind, int offset, int limit, Instant now) {}

    Results search(Query query);

    /** Completions of what was typed so far, best first; at most {@code limit}. */
    List<String> suggest(@Nullable TenantId tenant, String typed, int limit);

    /** Reads all documents of a tenant (null: of all tenants) again, in the background. */
    void rebuild(@Nullable TenantId tenant);

    /** How many tenants and documents wait to be read: 0 when searches see everything. */
    int pending();

    /**
     * @param suggestion a spelling that finds more, or null
     */
    record Results(long total, List<Hit> hits, @Nullable String suggestion) {}

    /**
     * @param excerpt in pieces, alternately plain and matching, the first one plain
     */
    record Hit(TenantId tenant, String kind, String path, String title, List<String> excerpt, @Nullable Instant date) {}
}
