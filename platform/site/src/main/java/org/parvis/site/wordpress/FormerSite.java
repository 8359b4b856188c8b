package org.parvis.site.wordpress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of the former site: which are its own, and what they meant there. */
final class FormerSite {

    private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//([^/?#\\s]+)(/[^?#\\s]*)?(\\?[^#\\s]*)?(#\\S*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCAL = Pattern.compile("()(/(?!/)[^?#\\s]*)(\\?[^#\\s]*)?(#\\S*)?");
    private static final Pattern NUMBER = Pattern.compile("\\?(?:p|page_id)=[0-9]{1,12}");
    private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(?:jpe?g|jpe|png|gif|webp|avif|bmp|svg|tiff?|heic)");
    /** What WordPress adds to the name of a picture's variants. */
    private static final Pattern VARIANT = Pattern.compile("(?:-[0-9]{1,5}x[0-9]{1,5}|-scaled|-rotated)(?=\\.[A-Za-z]{3,4}$)");
    private static final String UPLOADS = "/uploads/";

    private final Set<String> hosts = new HashSet<>();

    /** @param urls addresses of the site, absolute */
    FormerSite(List<String> urls) {
        for (String url : urls) {
            Matcher address = ADDRESS.matcher(url.strip());
            if (address.matches()) {
                hosts.add(host(address));
            }
        }
    }

    private static String host(Matcher address) {
        String host = address.group(1).toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** An address of the site, taken apart; empty for any other. */
    private Optional<Matcher> own(String url) {
        Matcher address = ADDRESS.matcher(url.strip());
        if (address.matches()) {
            return hosts.contains(host(address)) ? Optional.of(address) : Optional.empty();
        }
        Matcher local = LOCAL.matcher(url.strip());
        return local.matches() ? Optional.of(local) : Optional.empty();
    }

    /** The former addresses of an item as redirections know them: its path if it had one of its own, else nothing. */
    Optional<String> path(String link) {
        return own(link).flatMap(address -> decoded(part(address, 2))).filter(path -> !path.isEmpty() && !path.equals("/"));
    }

    /** A link to a page of the site as a path, with the number of the page if that is all there is; empty if it leads elsewhere. */
    Optional<String> local(String href) {
        return own(href).map(address -> {
            String path = part(address, 2).isEmpty() ? "/" : part(address, 2);
            String query = path.equals("/") && NUMBER.matcher(part(address, 3)).matches() ? part(address, 3) : "";
            return path + query + part(address, 4);
        });
    }

    private static String part(Matcher address, int group) {
        String part = address.group(group);
        return part == null ? "" : part;
    }

    /**
     * What a file of the site's library is known by, whatever the variant: {@code 2021/03/lavoir.jpg} for
     * {@code https://www.mairie.example/wp-content/uploads/2021/03/lavoir-300x225.jpg?ssl=1}. Empty for what is in no library.
     */
    Optional<String> fileKey(String url) {
        Matcher address = ADDRESS.matcher(url.strip());
        boolean absolute = address.matches();
        String host = absolute ? host(address) : "";
        String path = absolute ? part(address, 2) : own(url).map(local -> part(local, 2)).orElse("");
        // Jetpack's network serves https://i0.wp.com/<host>/wp-content/uploads/...; sites at WordPress.com have a host for files.
        boolean relayed = host.matches("i[0-9]\\.wp\\.com") && hosts.stream().anyMatch(own -> path.matches("/(?:www\\.)?" + Pattern.quote(own) + "/.*"));
        if (host.endsWith(".files.wordpress.com")) {
            return decoded(path.substring(Math.min(1, path.length()))).map(FormerSite::original);
        }
        int at = path.indexOf(UPLOADS);
        if (at < 0 || absolute && !relayed && !hosts.contains(host)) {
            return Optional.empty();
        }
        return decoded(path.substring(at + UPLOADS.length())).map(FormerSite::original).filter(key -> !key.isEmpty());
    }

    /** How the report names a file: by its key if it is of the site's library, else by its address. */
    String named(String url) {
        return fileKey(url).orElse(url);
    }

    /** The name of the picture that a variant was made of; other files stay what they are. */
    static String original(String path) {
        return PICTURE.matcher(path).matches() ? VARIANT.matcher(path).replaceFirst("") : path;
    }

    static boolean isPicture(String url) {
        Matcher address = ADDRESS.matcher(url.strip());
        return PICTURE.matcher(address.matches() ? part(address, 2) : url.replaceFirst("[?#].*", "")).matches();
    }

    private static Optional<String> decoded(String path) {
        try {
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
