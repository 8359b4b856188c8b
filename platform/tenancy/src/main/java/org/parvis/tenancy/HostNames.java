package org.parvis.tenancy;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.parvis.api.route.Invalid;

/** What a host name may be (RFC 1123, 2.1). */
final class HostNames {
    private static final Pattern HOST = Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    /** Names that the public DNS does not lead to: RFC 6761, 6762, 7686, 9476, and the one that ICANN keeps for private use. */
    private static final Pattern PRIVATE = Pattern.compile(".*\\.(localhost|local|internal|invalid|onion|alt|arpa)");

    private HostNames() {}

    /**
     * In lower case and ASCII; a well-formed name that is not below the territory's: those are given by us.
     *
     * @throws Invalid if it is not
     */
    static String checked(String host, String territoryHost) {
        String name = normal(host);
        if (!HOST.matcher(name).matches()) {
            throw Invalid.field("host", "tenancy.host.malformed", host);
        }
        if (name.equals(territoryHost) || name.endsWith("." + territoryHost)) {
            throw Invalid.field("host", "tenancy.host.reserved", host);
        }
        if (PRIVATE.matcher(name).matches()) {
            throw Invalid.field("host", "tenancy.host.private", host);
        }
        return name;
    }

    static String normal(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        try {
            return IDN.toASCII(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException malformed) {
            throw Invalid.field("host", "tenancy.host.malformed", host);
        }
    }
}
