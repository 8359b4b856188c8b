package org.parvis.site.wordpress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of an export: page, post, attachment, or something that only WordPress knows.
 *
 * @param title HTML
 * @param type {@code page}, {@code post}, {@code attachment}, {@code nav_menu_item} ...
 * @param status {@code publish}, {@code draft}, {@code pending}, {@code private}, {@code future}, {@code trash}, {@code inherit} ...
 * @param link its address, absolute
 * @param published UTC; null if it has none yet
 * @param publishedLocal as {@code 2024-05-06 17:30:00} on the site's clock, or empty
 * @param content HTML with WordPress' own marks; the empty string if {@code tooLong}
 * @param excerpt HTML
 * @param categories names, in the order of the file; tags are left out
 * @param thumbnail id of the attachment that is its main picture, or 0
 * @param attachmentUrl of an attachment, else empty
 * @param alt of an attachment, else empty
 * @param password whether it asked visitors for a password
 * @param tooLong whether its content is longer than any text that is taken in
 */
record WxrItem(
        long id,
        long parent,
        int menuOrder,
        String type,
        String status,
        String title,
        String name,
        String link,
        String guid,
        String creator,
        @Nullable Instant published,
        String publishedLocal,
        String content,
        String excerpt,
        List<String> categories,
        boolean sticky,
        boolean password,
        long thumbnail,
        String attachmentUrl,
        String alt,
        boolean tooLong) {

    WxrItem {
        categories = List.copyOf(categories);
    }
}
