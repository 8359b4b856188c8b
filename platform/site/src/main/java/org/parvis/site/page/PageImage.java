package org.parvis.site.page;

import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Image;

/**
 * The main picture of a page.
 *
 * @param id of a picture of the media library, or null
 * @param decorative whether it says nothing, and is shown without alternative text
 */
public record PageImage(@Nullable String id, boolean decorative) {

    public static final PageImage NONE = new PageImage(null, false);

    /** The picture as this page shows it. */
    Image shown(Image image) {
        return !decorative ? image : new Image(
                image.id(), "", image.src(), image.srcset(), image.webp(), image.width(), image.height(), image.credit());
    }
}
