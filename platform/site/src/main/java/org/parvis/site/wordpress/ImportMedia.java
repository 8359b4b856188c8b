package org.parvis.site.wordpress;

import java.util.UUID;

/**
 * A picture or file of the former site.
 *
 * @param key what it is known by whatever its variant: {@link FormerSite#fileKey}
 * @param url where it was
 * @param oldId its number in WordPress, or 0 if only its address is known
 * @param oldParent number of the page or post that it was attached to, or 0
 * @param wanted whether a page or post shows it or links to it
 * @param brought whether its bytes were brought along and wait to be stored
 * @param stored id of the picture or file that was made of it, or empty
 */
record ImportMedia(int number, String key, String url, long oldId, long oldParent, String alt, boolean wanted, boolean brought, String stored) {

    static final int LONGEST_KEY = 500;
    static final int LONGEST_ALT = 500;

    boolean isPicture() {
        return FormerSite.isPicture(url);
    }

    /** The same whenever it is exported, with whatever scheme. */
    UUID origin() {
        return OriginTable.key("media", url.replaceFirst("^https?://(?:www\\.)?", ""));
    }

    boolean isHere() {
        return brought || !stored.isEmpty();
    }

    String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
