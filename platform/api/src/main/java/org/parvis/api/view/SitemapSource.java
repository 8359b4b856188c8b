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
     * A page.
     *
     * @param path on the site
     * @param title what its author called it, in the language that it was written in; empty where a message names it
     * @param titleKey message that names it in each language; empty where it has a title
     * @param modified UTC, or null
     */
    record Entry(String path, String title, String titleKey, @Nullable Instant modified) {

        /** A page that has a title of its own. */
        public Entry(String path, String title, @Nullable Instant modified) {
            this(path, title, "", modified);
        }

        /** A page that a message names. */
        public static Entry named(String path, String titleKey) {
            return new Entry(path, "", titleKey, null);
        }
    }
}
