package org.parvis.site.feedback;

import java.time.Instant;
import java.util.UUID;

/**
 * What a visitor said of a page; nothing of who it was.
 *
 * @param path of the page on the site
 * @param title of the page at that time
 * @param text may be empty
 */
public record Remark(UUID id, String path, String title, boolean useful, String text, Instant made, boolean handled) {

    static final int LONGEST = 1000;
}
