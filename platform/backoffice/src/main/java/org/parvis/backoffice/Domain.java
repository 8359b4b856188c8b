package org.parvis.backoffice;

import java.net.IDN;
import java.util.Locale;
import org.parvis.api.tenant.Hosts;

/**
 * A host name as its page shows it.
 *
 * @param id the field that its mistakes are said for
 * @param name with accents, as people write it
 * @param apex whether it is a bare domain ({@code commune.fr}), which cannot have a CNAME record (RFC 1034, 3.6.2)
 */
public record Domain(String id, String host, String name, boolean own, boolean verified, boolean canonical, String token, boolean apex) {

    private static final int LONGEST = 300;

    static Domain of(Hosts.Attached attached) {
        String host = attached.host();
        boolean apex = host.indexOf('.') == host.lastIndexOf('.');
        return new Domain(
                id(host), host, readable(host), attached.own(), attached.verified(), attached.canonical(), attached.token(), apex);
    }

    static String id(String host) {
        return "host-" + ascii(host).replaceAll("[^a-z0-9-]", "_");
    }

    /** What was meant by what was copied from the address bar: the host of it. */
    static String typed(String text) {
        String host = text.strip().replaceFirst("(?i)^https?://", "").replaceFirst("[/?#].*$", "");
        return host.length() > LONGEST ? host.substring(0, LONGEST) : host;
    }

    static String readable(String host) {
        return IDN.toUnicode(host);
    }

    /** For addresses: the letters, digits, dots and hyphens of a host name alone. */
    static String ascii(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
    }
}
