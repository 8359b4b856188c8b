package org.parvis.site.page;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page without its text: what trees and menus need.
 *
 * @param position among its siblings, lower comes first
 * @param defaultKey key of the default page that it is or was, or null
 * @param version 0 while it is a default page that nobody edited
 */
public record PageHead(
        UUID id, @Nullable UUID parent, String slug, String title, String lead, boolean inMenu, PageStatus status, int position,
        @Nullable String defaultKey, String icon, int version) {

    public boolean isPublished() {
        return status == PageStatus.PUBLISHED;
    }
}
