package org.parvis.web;

import java.util.regex.Pattern;
import org.parvis.api.route.Response;

/** Writes cookies (RFC 6265): host-only, out of scripts' reach, not sent by other sites' forms. */
final class Cookies {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]*");

    private Cookies() {}

    /** @throws IllegalArgumentException if the name or the value cannot stand in a cookie */
    static String header(Response.Cookie cookie, boolean desk, boolean secure) {
        if (!NAME.matcher(cookie.name()).matches() || !VALUE.matcher(cookie.value()).matches()) {
            throw new IllegalArgumentException("not a cookie: " + cookie.name());
        }
        StringBuilder text = new StringBuilder(cookie.name()).append('=').append(cookie.value());
        text.append("; Path=").append(desk ? "/bureau" : "/");
        if (cookie.maxAge() != null) {
            text.append("; Max-Age=").append(cookie.maxAge().toSeconds());
        }
        return text.append("; HttpOnly; SameSite=Lax").append(secure ? "; Secure" : "").toString();
    }
}
