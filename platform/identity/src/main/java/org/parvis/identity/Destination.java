package org.parvis.identity;

import java.net.URI;
import java.net.URISyntaxException;

/** Where to go after signing in: a page of the back office on this host, never elsewhere. */
public final class Destination {
    static final String HOME = "/bureau";
    static final String SIGN_IN = "/bureau/connexion";
    static final String CODE = SIGN_IN + "/code";
    static final String PASSWORD = "/bureau/mot-de-passe";
    private static final int LONGEST = 1000;

    private Destination() {}

    /** The path that was asked for, or the home of the back office if it is none of ours. */
    static String of(String asked) {
        return isOurs(asked) ? asked : HOME;
    }

    private static boolean isOurs(String asked) {
        boolean below = asked.equals(HOME) || asked.startsWith(HOME + "/") || asked.startsWith(HOME + "?");
        return below && !asked.startsWith(SIGN_IN) && !asked.startsWith("/bureau/deconnexion") && isLocal(asked);
    }

    /** Whether that is a path on this host, and nothing that a browser could take for another host. */
    public static boolean isLocal(String asked) {
        if (!asked.startsWith("/") || asked.length() > LONGEST) {
            return false;
        }
        boolean plain = asked.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>');
        if (!plain || asked.contains("//") || asked.contains("/..")) {
            return false;
        }
        try {
            URI uri = new URI(asked);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
