package org.parvis.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Response;

/**
 * A response whose view has been rendered.
 *
 * @param type media type; empty when there is no body
 * @param bytes the body, or null if it is streamed
 * @param stream the streamed body, or null
 * @param policy content security policy
 * @param tags of handler and frame; empty: kept nowhere
 */
@SuppressWarnings("ArrayRecordComponent")
record Rendered(
        int status,
        String type,
        byte @Nullable [] bytes,
        Response.@Nullable Stream stream,
        String policy,
        Map<String, String> headers,
        List<Response.Cookie> cookies,
        Set<String> tags,
        @Nullable Instant validUntil) {

    private static final byte[] NOTHING = {};

    static Rendered bytes(int status, String type, byte[] bytes, String policy, Map<String, String> headers) {
        return new Rendered(status, type, bytes, null, policy, headers, List.of(), Set.of(), null);
    }

    static Rendered redirect(int status, String location, String policy) {
        return bytes(status, "", NOTHING, policy, Map.of("Location", location));
    }

    boolean storable() {
        return status == 200 && bytes != null && cookies.isEmpty() && !tags.isEmpty();
    }
}
