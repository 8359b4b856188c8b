package org.parvis.site.wordpress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export says of its site, before the first item.
 *
 * @param urls addresses of the site: with and without the folder of WordPress
 * @param authors login to the name that the public saw
 */
record WxrChannel(String title, List<String> urls, Map<String, String> authors) {

    WxrChannel {
        urls = List.copyOf(urls);
        authors = Map.copyOf(new LinkedHashMap<>(authors));
    }
}
