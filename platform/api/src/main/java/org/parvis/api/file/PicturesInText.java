package org.parvis.api.file;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures and files of the media library in sanitised HTML. */
public final class PicturesInText {

    private PicturesInText() {}

    /** What an SQL {@code like ... escape '!'} finds texts with that picture or file by; ids are no patterns. */
    public static String like(String id) {
        return "%/" + UUID.fromString(id).toString().toLowerCase(Locale.ROOT) + "/%";
    }

    /** The HTML with another picture in place of one; its size goes, since it was the other's. */
    public static String replaced(String html, String id, Image by) {
        String known = Pattern.quote(UUID.fromString(id).toString());
        Pattern tag = Pattern.compile("<img\\b[^>]*/images/" + known + "/[^>]*>");
        Matcher each = tag.matcher(html);
        StringBuilder out = new StringBuilder();
        while (each.find()) {
            String changed = each.group()
                    .replaceAll("/images/" + known + "/[0-9]{1,4}\\.(?:jpg|png|webp)", Matcher.quoteReplacement(by.src()))
                    .replaceAll("\\s(?:width|height)=\"[0-9]{1,4}\"", "");
            each.appendReplacement(out, Matcher.quoteReplacement(changed));
        }
        return each.appendTail(out).toString();
    }
}
