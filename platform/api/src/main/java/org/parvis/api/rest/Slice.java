package org.parvis.api.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Json;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;

/**
 * Which part of a list is asked for: {@code limit} (1 to 100, else 20) and {@code cursor}, both read by every list.
 *
 * @param after what the handler gave as the place of the last item before, or null: from the beginning
 */
public record Slice(int limit, @Nullable String after) {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    /** @throws Invalid 422 if one of them is no such value */
    public static Slice of(Request request) {
        String limit = request.query("limit").orElse(String.valueOf(USUAL));
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw Invalid.field("limit", "form.number", 1, MOST);
        }
        Optional<String> cursor = request.query("cursor");
        try {
            return new Slice(
                    Integer.parseInt(limit),
                    cursor.map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)).orElse(null));
        } catch (IllegalArgumentException e) {
            throw wrongCursor();
        }
    }

    /** For a place that no list gave. */
    public static Invalid wrongCursor() {
        return Invalid.field("cursor", "gateway.problem.cursor");
    }

    /**
     * The answer: {@code {"items": [...]}}, and where the list goes on, in the header {@code Link} (RFC 8288).
     *
     * @param next the place of the last item, or null if nothing follows
     */
    public Response answer(Request request, List<? extends Map<String, ?>> items, @Nullable String next) {
        Response response = Response.bytes("application/json", Json.of(Map.of("items", items)).getBytes(StandardCharsets.UTF_8));
        return next == null ? response : response.header("Link", "<" + address(request, next) + ">; rel=\"next\"");
    }

    private String address(Request request, String next) {
        Map<String, String> query = new LinkedHashMap<>();
        request.queryNames().stream().sorted().forEach(name -> request.query(name).ifPresent(value -> query.put(name, value)));
        query.put("limit", String.valueOf(limit));
        query.put("cursor", Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        StringBuilder address = new StringBuilder(request.language().getLanguage().equals("en") ? "/en" : "").append(request.path());
        char sign = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            address.append(sign).append(encoded(one.getKey())).append('=').append(encoded(one.getValue()));
            sign = '&';
        }
        return address.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One thing as JSON. */
    public static Response one(Map<String, ?> thing) {
        return Response.bytes("application/json", Json.of(thing).getBytes(StandardCharsets.UTF_8));
    }
}
