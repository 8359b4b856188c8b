package org.parvis.identity.citizen;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.identity.Destination;

/** Addresses of the account's pages, and where to go after signing in: a path on this host, never elsewhere. */
final class PersonPaths {
    static final String HOME = "/compte";
    static final String SIGN_IN = HOME + "/connexion";
    static final String AUTHORIZE = HOME + "/autoriser";
    private static final String ENGLISH = "/en";

    private PersonPaths() {}

    /** In the language of the request. */
    static String in(Request request, String path) {
        return (request.language().getLanguage().equals(Locale.ENGLISH.getLanguage()) ? ENGLISH : "") + path;
    }

    /** The path that was asked for, or {@code otherwise} if it is none of ours or would lead round in a circle. */
    static String local(String asked, String otherwise) {
        String bare = bare(asked);
        boolean circle = bare.startsWith(SIGN_IN) || bare.startsWith(HOME + "/deconnexion") || bare.startsWith(HOME + "/retour");
        return Destination.isLocal(asked) && !circle ? asked : otherwise;
    }

    /** As a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The answer to a form that leads on.
     *
     * <p>A redirect that ends on another host would be refused by the pages' own rule that forms lead to this host alone (CSP, form-action,
     * which browsers hold over redirects too): such a way begins with a page of its own.
     */
    static Response onward(Request request, String asked) {
        String to = local(asked, in(request, HOME));
        return bare(to).startsWith(AUTHORIZE) ? PersonSignIn.left(to) : Response.seeOther(to);
    }

    private static String bare(String path) {
        return path.startsWith(ENGLISH + "/") ? path.substring(ENGLISH.length()) : path;
    }
}
