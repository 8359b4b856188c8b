package org.parvis.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.Site;

/** Contribution: public pages for {@code sitemap.xml}. */
@ConsumerType
public interface SitemapSource {

    List<Entry> entries(Site site, Instant now);

    /**
     * @param path on the site
     * @param modified UTC, or null
     */
    record Entry(String path, String title, @Nullable Instant modified) {}
}
