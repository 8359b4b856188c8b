package org.parvis.stats;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.api.stats.PageViews.View;

/** What the headers of one request say; nothing is remembered from one to the next. Made for speed: a hit of the page cache waits. */
final class Visitors {
    /** What programs call themselves that read pages for no person. People's browsers all begin with {@code Mozilla/}. */
    private static final String[] PROGRAMS = {
        "bot", "Bot", "crawl", "Crawl", "spider", "Spider", "http", "Headless", "Preview", "preview", "Lighthouse", "PhantomJS", "monitor", "Monitor", "scan", "Scan"
    };

    private static final int LONGEST_AGENT = 512;
    private static final int LONGEST_GROUP = 60;
    private static final String OWN = "same-origin";

    private Visitors() {}

    /** Whether a person reads it: no known robot, no page fetched ahead, by a script or into a frame. */
    static boolean counts(View view) {
        String dest = view.fetchDest();
        String purpose = view.purpose();
        return (dest == null || dest.equals("document")) && (purpose == null || !purpose.contains("prefetch")) && isBrowser(view.userAgent());
    }

    static boolean isBrowser(@Nullable String agent) {
        if (agent == null || agent.length() > LONGEST_AGENT || !agent.startsWith("Mozilla/")) {
            return false;
        }
        for (String program : PROGRAMS) {
            if (agent.contains(program)) {
                return false;
            }
        }
        return true;
    }

    /** Browsers of telephones have {@code Mobi} in their name; those of tablets mostly not. */
    static boolean isPhone(@Nullable String agent) {
        return agent != null && agent.contains("Mobi");
    }

    /**
     * Whether the visitor comes from elsewhere: no page of this site led here. Told by {@code Sec-Fetch-Site} (W3C Fetch Metadata) or,
     * from older browsers and without TLS, by the host of the {@code Referer}.
     */
    static boolean arrives(View view) {
        String fetchSite = view.fetchSite();
        if (fetchSite != null) {
            return !fetchSite.equals(OWN);
        }
        String referer = view.referer();
        if (referer == null) {
            return true;
        }
        int start = referer.indexOf("://");
        String host = view.site().host();
        if (start < 0 || !referer.startsWith(host, start + 3)) {
            return true;
        }
        int end = start + 3 + host.length();
        return end < referer.length() && "/:?#".indexOf(referer.charAt(end)) < 0;
    }

    /** The first language that the browser asks for, two letters, or {@link Items#OTHER}. */
    static String language(@Nullable String accepted) {
        if (accepted == null || accepted.length() < 2 || !letter(accepted.charAt(0)) || !letter(accepted.charAt(1))
                || accepted.length() > 2 && letter(accepted.charAt(2))) {
            return Items.OTHER;
        }
        return accepted.substring(0, 2).toLowerCase(Locale.ROOT);
    }

    /** The part of the site: {@code /actualites} of {@code /en/actualites/travaux}; never more, since what follows may be a secret. */
    static String group(String path) {
        int start = path.startsWith("/en/") || path.equals("/en") ? 3 : 0;
        int end = path.indexOf('/', start + 1);
        String group = path.substring(start, end < 0 ? path.length() : end);
        return group.isEmpty() ? "/" : group.length() > LONGEST_GROUP ? Items.OTHER : group;
    }

    /** Words as they are counted, or empty if they might tell of somebody: figures, an address, a whole sentence. */
    static String words(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean fit = words.length() >= 3 && words.length() <= 40 && words.chars().noneMatch(c -> Character.isDigit(c) || c == '@')
                && words.chars().filter(c -> c == ' ').count() < 4;
        return fit ? words : "";
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
