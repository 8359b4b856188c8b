package org.parvis.api.file;

import org.jspecify.annotations.Nullable;

/**
 * A stored picture.
 *
 * @param src path of a middle-sized variant
 * @param srcset for the {@code srcset} attribute: paths and widths, JPEG or PNG
 * @param webp as {@code srcset}, in WebP; empty if there is none
 * @param width pixels of the largest variant
 * @param height pixels of the largest variant
 * @param credit whom to name beside it (intellectual property code, L121-1); may be empty
 */
public record Image(String id, String alt, String src, String srcset, String webp, int width, int height, String credit) {

    /** Without credit. */
    public Image(String id, String alt, String src, String srcset, String webp, int width, int height) {
        this(id, alt, src, srcset, webp, width, height, "");
    }

    /** The same picture with other words; with its own if {@code other} is null. */
    public Image described(@Nullable String other) {
        return other == null ? this : new Image(id, other, src, srcset, webp, width, height, credit);
    }
}
