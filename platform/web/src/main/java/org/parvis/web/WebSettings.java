package org.parvis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration {@code org.parvis.web}.
 *
 * @param cache whether public pages are kept: off only for measurements
 * @param cacheBytes memory for kept pages
 * @param tls whether the public reaches us over TLS, whatever the last hop is
 * @param frameAncestors who may show public pages in a frame: value of CSP's {@code frame-ancestors}
 * @param trustedProxies whose {@code X-Forwarded-*} headers count
 */
record WebSettings(boolean cache, long cacheBytes, boolean tls, String frameAncestors, List<AddressRange> trustedProxies) {
    private static final Logger LOG = LoggerFactory.getLogger(WebSettings.class);
    private static final long LEAST_CACHE = 1L << 20;

    static WebSettings of(Map<String, Object> properties) {
        return new WebSettings(
                onOff(properties, "cache", true),
                bytes(properties, "cacheBytes", Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 8)),
                choice(properties, "publicScheme", "http", List.of("http", "https")).equals("https"),
                frameAncestors(properties),
                proxies(properties));
    }

    private static boolean onOff(Map<String, Object> properties, String key, boolean otherwise) {
        return choice(properties, key, otherwise ? "on" : "off", List.of("on", "off")).equals("on");
    }

    private static String choice(Map<String, Object> properties, String key, String otherwise, List<String> allowed) {
        String value = text(properties, key);
        if (value == null) {
            return otherwise;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return allowed.contains(lower) ? lower : complain(key, value, "one of " + allowed, otherwise);
    }

    private static long bytes(Map<String, Object> properties, String key, long otherwise) {
        String value = text(properties, key);
        if (value == null) {
            return otherwise;
        }
        try {
            long bytes = Long.parseLong(value);
            return bytes >= LEAST_CACHE ? bytes : complain(key, value, "at least " + LEAST_CACHE + " bytes", otherwise);
        } catch (NumberFormatException e) {
            return complain(key, value, "a number of bytes", otherwise);
        }
    }

    private static String frameAncestors(Map<String, Object> properties) {
        String value = text(properties, "frameAncestors");
        if (value == null) {
            return "'self'";
        }
        return value.matches("[A-Za-z0-9'*.:/ -]+") ? value : complain("frameAncestors", value, "a list of origins", "'self'");
    }

    private static List<AddressRange> proxies(Map<String, Object> properties) {
        String value = text(properties, "trustedProxies");
        List<AddressRange> ranges = new ArrayList<>();
        for (String range : value == null ? new String[0] : value.split("[\\s,]+")) {
            try {
                ranges.add(AddressRange.parse(range));
            } catch (IllegalArgumentException e) {
                complain("trustedProxies", range, "an address or a range such as 10.0.0.0/8", "nothing for it");
            }
        }
        return List.copyOf(ranges);
    }

    private static @Nullable String text(Map<String, Object> properties, String key) {
        Object value = properties.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    private static <T> T complain(String key, String value, String expected, T otherwise) {
        LOG.warn("org.parvis.web: {} = \"{}\" is not {}; {} is used instead", key, value, expected, otherwise);
        return otherwise;
    }
}
