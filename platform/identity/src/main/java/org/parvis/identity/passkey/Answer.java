package org.parvis.identity.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** What a browser sent: a PublicKeyCredential as JSON (WebAuthn Level 3, 5.1.8), read as far as it is needed to look things up. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 40_000;
    private static final Set<String> TRANSPORTS = Set.of("ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb");

    private final JsonNode root;

    private Answer(JsonNode root) {
        this.root = root;
    }

    /** @throws Refused if it is not JSON */
    static Answer of(String json) {
        if (json.length() > LONGEST) {
            throw wrong("too long");
        }
        return new Answer(parse(json));
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root == null || !root.isObject()) {
                throw wrong("no object");
            }
            return root;
        } catch (JsonProcessingException malformed) {
            throw wrong("no JSON");
        }
    }

    /** The authenticator's id of the passkey, in the one way to write it. */
    String credential() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(root, "rawId"));
    }

    byte[] credentialBytes() {
        return bytes(root, "rawId");
    }

    /** @throws Refused if it is missing or no base64url */
    byte[] response(String field) {
        return bytes(root.path("response"), field);
    }

    /** What the browser says that it was asked, to look it up; whether it was signed is checked afterwards. */
    String challenge() {
        String text = parse(new String(response("clientDataJSON"), StandardCharsets.UTF_8)).path("challenge").asText();
        return text.endsWith("=") ? text.substring(0, text.indexOf('=')) : text;
    }

    String userHandle() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(response("userHandle"));
    }

    List<String> transports() {
        List<String> known = new ArrayList<>();
        root.path("response").path("transports").forEach(one -> {
            if (TRANSPORTS.contains(one.asText()) && !known.contains(one.asText())) {
                known.add(one.asText());
            }
        });
        return known;
    }

    private static byte[] bytes(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong("no " + field);
        }
        try {
            return Base64.getUrlDecoder().decode(value.textValue());
        } catch (IllegalArgumentException malformed) {
            throw wrong("malformed " + field);
        }
    }

    private static Refused wrong(String message) {
        return new Refused(Verdict.Reason.WRONG, message);
    }
}
