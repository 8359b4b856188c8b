package org.parvis.site.page;

import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Image;

/**
 * The main picture of a page.
 *
 * @param id of a picture of the media library, or null
 * @param decorative whether it says nothing, and is shown without alternative text
 * @param alt what it shows on this page, if that is not what the media library says; else null
 */
public record PageImage(@Nullable String id, boolean decorative, @Nullable String alt) {

    public static final PageImage NONE = new PageImage(null, false, null);

    /** The picture as this page shows it. */
    Image shown(Image image) {
        return image.described(decorative ? "" : alt);
    }
}
