package org.parvis.web;

import java.util.List;
import java.util.Map;

/** Headers that protect every page, whoever made it. */
final class SecurityHeaders {
    static final String CSP = "Content-Security-Policy";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'";

    private final String publicPolicy;
    private final String deskPolicy = POLICY.replace("img-src 'self' data:", "img-src 'self' data: blob:")
            + "; frame-src 'self'; frame-ancestors 'none'";
    private final List<Map.Entry<String, String>> others = List.of(
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("Referrer-Policy", "strict-origin-when-cross-origin"),
            Map.entry("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"));
    private final Map.Entry<String, String> hsts = Map.entry("Strict-Transport-Security", "max-age=31536000");

    SecurityHeaders(String frameAncestors) {
        publicPolicy = POLICY + "; frame-ancestors " + frameAncestors;
    }

    /** The content security policy of public pages. */
    String publicPolicy() {
        return publicPolicy;
    }

    /** That of the back office, which shows previews in frames and lets nobody frame it. */
    String deskPolicy() {
        return deskPolicy;
    }

    /** That of pages for one person: what they agree to there nobody lays a frame over. */
    String personalPolicy() {
        return POLICY + "; frame-ancestors 'none'";
    }

    /** That of a preview in the back office: a public page that the back office frames. */
    String previewPolicy() {
        return POLICY + "; frame-ancestors 'self'";
    }

    /** All but the content security policy and HSTS. */
    List<Map.Entry<String, String>> others() {
        return others;
    }

    /** Only over TLS. */
    Map.Entry<String, String> hsts() {
        return hsts;
    }
}
