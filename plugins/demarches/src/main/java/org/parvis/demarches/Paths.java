package org.parvis.demarches;

import java.util.UUID;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;

/** What pages read from paths, and write into them. */
public final class Paths {
    private Paths() {}

    /** What stands before a path in the language of the request. */
    public static String prefix(Request request) {
        return request.language().getLanguage().equals("en") ? "/en" : "";
    }

    /** @throws NotFound if it is no id: nothing is there */
    public static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }
}
