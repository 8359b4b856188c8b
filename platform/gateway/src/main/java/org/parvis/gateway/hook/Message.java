package org.parvis.gateway.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parvis.api.content.Json;

/**
 * What is sent, as Standard Webhooks 1.0.0 says it.
 *
 * @param id the same each time that it is sent
 * @param sent when this attempt began, seconds of Unix time
 */
record Message(String id, long sent, String body) {
    private static final String ALGORITHM = "HmacSHA256";

    /** Says what happened and where to look, and nothing more. */
    static Message of(Hook.Delivery delivery, String tenant, String link, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", delivery.subject());
        data.put("tenant", tenant);
        data.put("link", link);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", delivery.event());
        body.put("timestamp", delivery.happened().toString());
        body.put("data", data);
        return new Message(name(delivery.id()), now.getEpochSecond(), Json.of(body));
    }

    private static String name(UUID id) {
        return "msg_" + id.toString().replace("-", "");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    Map<String, String> headers(byte[] key) {
        return Map.of("webhook-id", id, "webhook-timestamp", String.valueOf(sent), "webhook-signature", "v1," + signature(key));
    }

    private String signature(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal((id + "." + sent + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
