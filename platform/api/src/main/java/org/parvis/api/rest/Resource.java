package org.parvis.api.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Handler;

/**
 * One operation of the REST API.
 *
 * <p>Without a scope it is for everybody: a GET of what is public anyway, tagged by its handler so that it is kept, and readable from
 * pages of other sites. With a scope it needs a token that has it; {@code request.signedIn()} is then the token itself, with its name,
 * for drafts and the audit log. {@code request.form()} has the members of the JSON object that was sent, already checked against
 * {@code body}: an unknown member, a wrong type or a text that is too long never reaches the handler.
 *
 * @param method GET or POST
 * @param path below {@code /api/v1}: {@code /news/{id}}
 * @param summaryKey message: what it does, one sentence
 * @param scope {@code <plugin>.<what>}, named for people by the message {@code <plugin>.scope.<what>}; null: public
 * @param parameters of the query; any other is refused
 * @param body what is sent, or null
 * @param answer what is answered, or each item of it
 * @param list whether it answers with a list in slices: see {@link Slice}
 */
public record Resource(
        String method, String path, String summaryKey, @Nullable String scope, List<Parameter> parameters, @Nullable Shape body, Shape answer,
        boolean list, Handler handler) {

    /** @throws IllegalArgumentException for a method that is not offered, or one that writes without a scope */
    public Resource {
        parameters = List.copyOf(parameters);
        if (!method.equals("GET") && !method.equals("POST") || !path.startsWith("/")) {
            throw new IllegalArgumentException(method + " " + path);
        }
    }

    /**
     * A parameter of the query.
     *
     * @param descriptionKey message
     */
    public record Parameter(String name, Shape.Type type, String descriptionKey) {}

    /** One thing. */
    public static Resource get(String path, String summaryKey, Shape answer, Handler handler) {
        return new Resource("GET", path, summaryKey, null, List.of(), null, answer, false, handler);
    }

    /** A list in slices; the handler answers with {@link Slice#answer}. */
    public static Resource list(String path, String summaryKey, Shape item, Handler handler) {
        return new Resource("GET", path, summaryKey, null, List.of(), null, item, true, handler);
    }

    /** Makes something; the handler answers with 201. Only tokens with that scope. */
    public static Resource post(String path, String summaryKey, String scope, Shape body, Shape answer, Handler handler) {
        return new Resource("POST", path, summaryKey, scope, List.of(), body, answer, false, handler);
    }

    /** Only for tokens with that scope. */
    public Resource scope(String needed) {
        return new Resource(method, path, summaryKey, needed, parameters, body, answer, list, handler);
    }

    /** With one more parameter. */
    public Resource reads(String name, Shape.Type type, String descriptionKey) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, type, descriptionKey));
        return new Resource(method, path, summaryKey, scope, more, body, answer, list, handler);
    }
}
