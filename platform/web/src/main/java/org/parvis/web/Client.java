package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from and what it asked for, with trusted proxies taken at their word and nobody else.
 *
 * @param host lower case, without port
 * @param port of the public address, or -1 if it is the scheme's own
 */
record Client(String host, int port, boolean secure, String address) {

    static Client of(HttpServletRequest request, WebSettings settings) {
        String peer = request.getRemoteAddr();
        boolean proxied = trusted(peer, settings.trustedProxies());
        boolean secure = settings.tls() || request.isSecure() || proxied && "https".equals(first(request.getHeader("X-Forwarded-Proto")));
        String forwarded = proxied ? first(request.getHeader("X-Forwarded-Host")) : null;
        String asked = forwarded == null ? request.getHeader("Host") : forwarded;
        String address = proxied ? forwardedFor(request.getHeader("X-Forwarded-For"), peer, settings.trustedProxies()) : peer;
        if (asked == null) {
            return new Client(host(request.getServerName()), -1, secure, address);
        }
        int colon = asked.lastIndexOf(':');
        boolean withPort = colon > 0 && asked.indexOf(']') < colon && asked.substring(colon + 1).matches("\\d{1,5}");
        int port = withPort ? Integer.parseInt(asked.substring(colon + 1)) : -1;
        String name = forwarded == null ? request.getServerName() : withPort ? asked.substring(0, colon) : asked;
        return new Client(host(name), port == (secure ? 443 : 80) ? -1 : port, secure, address);
    }

    /** The host name that a request asks for, without making anything: for the way that most requests go. */
    static String host(String name) {
        boolean clean = !name.endsWith(".");
        for (int i = 0; clean && i < name.length(); i++) {
            char c = name.charAt(i);
            clean = c < 'A' || c > 'Z';
        }
        if (clean) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Scheme, host and port of another host of ours, as this client reaches it. */
    String origin(String otherHost) {
        return (secure ? "https://" : "http://") + otherHost + (port < 0 ? "" : ":" + port);
    }

    String origin() {
        return origin(host);
    }

    private static @Nullable String first(@Nullable String list) {
        if (list == null) {
            return null;
        }
        int comma = list.indexOf(',');
        String first = (comma < 0 ? list : list.substring(0, comma)).strip();
        return first.isEmpty() ? null : first;
    }

    /** The last address that no trusted proxy has: what stands before it may be invented. */
    private static String forwardedFor(@Nullable String header, String peer, List<AddressRange> proxies) {
        String[] hops = header == null ? new String[0] : header.split(",", 50);
        String nearest = peer;
        for (int i = hops.length - 1; i >= 0 && trusted(nearest, proxies); i--) {
            String hop = hops[i].strip();
            if (AddressRange.address(hop).isEmpty()) {
                return nearest;
            }
            nearest = hop;
        }
        return nearest;
    }

    private static boolean trusted(String address, List<AddressRange> proxies) {
        if (proxies.isEmpty()) {
            return false;
        }
        Optional<InetAddress> parsed = AddressRange.address(address);
        return parsed.isPresent() && proxies.stream().anyMatch(range -> range.contains(parsed.get()));
    }
}
