package org.parvis.api.stats;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;

/** Counts views of public pages. Never blocks and never fails; nothing that it is given is kept but as a number. */
@ProviderType
public interface PageViews {

    /** An HTML page was sent, or the visitor had it already. */
    void viewed(View view);

    /** A search found nothing. Words are written down only once they were searched for several times. */
    void searchedInVain(TenantId tenant, String words, @Nullable String userAgent);

    /**
     * A view of a page, with the headers of its request that tell a visit from a step within the site.
     *
     * @param path as asked for, starting with a slash; {@code /en/...} in English
     * @param fetchSite {@code Sec-Fetch-Site}
     * @param fetchDest {@code Sec-Fetch-Dest}
     * @param purpose {@code Sec-Purpose}: whether a browser fetches ahead
     */
    record View(
            Site site,
            String path,
            @Nullable String userAgent,
            @Nullable String referer,
            @Nullable String acceptLanguage,
            @Nullable String fetchSite,
            @Nullable String fetchDest,
            @Nullable String purpose) {}
}
