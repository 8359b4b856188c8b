package org.parvis.site.wordpress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export that was read, and what is done with it.
 *
 * @param siteUrls addresses of the former site
 * @param inMenu whether its pages are to stand in the menu
 * @param ignored kinds of items that have no place here, and how many there were
 * @param archiveName name of the file with pictures and files that was brought along, or empty
 * @param agent who began it
 * @param finished UTC, or null
 */
record SiteImport(
        UUID id,
        String fileName,
        String siteTitle,
        List<String> siteUrls,
        State state,
        boolean inMenu,
        Map<String, Integer> ignored,
        String archiveName,
        @Nullable UUID agent,
        Instant created,
        @Nullable Instant finished) {

    SiteImport {
        siteUrls = List.copyOf(siteUrls);
        ignored = Map.copyOf(ignored);
    }

    /** How far it is. */
    enum State {
        /** Read; nothing of it is on the site yet. */
        READ,
        RUNNING,
        DONE
    }

    FormerSite site() {
        return new FormerSite(siteUrls);
    }
}
