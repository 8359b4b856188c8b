package org.parvis.demarches;

import java.util.Map;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;

/** Pages of the back office that say what was just done: their address has a word for it. */
public final class AtDesk {
    /** The parameter that pages with such a word read. */
    public static final String DONE = "fait";

    private AtDesk() {}

    /**
     * On to a page that says what was done.
     *
     * @param path below the base of the tenant's back office
     */
    public static Response done(Request request, String path, String what) {
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + path + "?" + DONE + "=" + what);
    }

    /** Gives a page the word that its address has; as {@code done} in the model, where there is one. */
    public static void say(Request request, Map<String, Object> model) {
        request.query(DONE).filter(done -> done.matches("[a-z]{1,20}")).ifPresent(done -> model.put("done", done));
    }
}
