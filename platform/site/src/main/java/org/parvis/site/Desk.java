package org.parvis.site;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;

/** What all back-office pages of the site share. */
public final class Desk {

    private Desk() {}

    /** A path of the back office of the request's tenant. */
    public static String path(Request request, String below) {
        return "/bureau/" + request.site().tenant().slug() + below;
    }

    public static Response to(Request request, String below) {
        return Response.seeOther(path(request, below));
    }

    /** To the wizard's step after one. */
    public static Response nextStep(Request request, String step) {
        return to(request, "/demarrage/suite?de=" + step);
    }

    /** The route's variable {@code id}. */
    public static UUID id(Request request) {
        return parse(request.variable("id")).orElseThrow(NotFound::new);
    }

    public static Optional<UUID> parse(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A version as a form carries it: a number, 0 for what is new. */
    public static int version(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /**
     * Asks before something is deleted.
     *
     * @param question message, with the name of the thing as its argument
     * @param action path below the tenant's back office that the confirmation is posted to
     * @param back path below the tenant's back office
     */
    public static Response confirm(Request request, String question, String name, String action, String back) {
        return Response.view("site/desk/confirm", Map.of(
                "question", question, "name", name, "action", path(request, action), "back", path(request, back)));
    }
}
