package org.parvis.backoffice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/**
 * Which part of the queue an agent looks at.
 *
 * @param kind name of a kind, or empty
 * @param tenant id of a tenant, or empty
 * @param late only what should have been done already
 */
public record DayFilter(String kind, String tenant, boolean late) {

    static DayFilter of(Request request) {
        return read(name -> request.query(name).orElse(""));
    }

    static DayFilter read(UnaryOperator<String> value) {
        return new DayFilter(value.apply("type"), value.apply("commune"), !value.apply("retard").isEmpty());
    }

    boolean takes(DayQueue.Waiting waiting, Instant now) {
        return takesKind(waiting) && takesTenant(waiting.item().tenant()) && (!late || waiting.isLate(now));
    }

    boolean takesKind(DayQueue.Waiting waiting) {
        return kind.isEmpty() || kind.equals(waiting.kind().name());
    }

    boolean takesTenant(TenantId id) {
        return tenant.isEmpty() || tenant.equals(id.value().toString());
    }

    boolean isEmpty() {
        return kind.isEmpty() && tenant.isEmpty() && !late;
    }

    /** Query of the address that shows the same part. */
    String query() {
        return "?type=" + encoded(kind) + "&commune=" + encoded(tenant) + (late ? "&retard=1" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
