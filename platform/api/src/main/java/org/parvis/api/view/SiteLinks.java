package org.parvis.api.view;

import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.Site;

/** Contribution: links of a plugin in the menu, the quick accesses, the account, the page head and the site map. */
@ConsumerType
public interface SiteLinks {

    List<SiteLink> links(Site site, Locale language);

    /**
     * A link.
     *
     * @param labelKey message key
     * @param path on the site, without language prefix
     * @param place where it shows
     * @param icon name of an icon of the base theme
     */
    record SiteLink(String labelKey, String path, Place place, String icon) {}

    /** Where a link shows. */
    enum Place {
        MENU,
        /** Below the town hall's page on procedures; in the menu where there is none. */
        PROCEDURES,
        QUICK_ACCESS,
        /** Where a person's account is shown: what the site has under it. */
        ACCOUNT,
        FEED_ATOM,
        FEED_RSS,
        FEED_JSON
    }
}
