package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Addresses of pictures in a previewed page: the page is shown on the territory's host, where a commune's pictures are served in its
 * back office alone.
 */
final class PreviewAddresses {
    private static final Pattern PICTURE = Pattern.compile("(?<=[\"',]|, )/images/");

    private PreviewAddresses() {}

    static byte[] rewrite(byte[] html, String slug) {
        String text = new String(html, StandardCharsets.UTF_8);
        return PICTURE.matcher(text).replaceAll("/bureau/" + slug + "/images/").getBytes(StandardCharsets.UTF_8);
    }
}
