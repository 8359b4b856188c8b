package org.parvis.gateway.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

final class MessageTest {

    /** The example of the specification; the same came out of Python’s hmac. */
    @Test
    void isSignedAsStandardWebhooksSays() {
        Message message = new Message("msg_loFOjxBNrRLzqYUf", 1731705121, "{\"event_type\":\"ping\",\"data\":{\"success\":true}}");
        assertThat(message.headers(Base64.getDecoder().decode("plJ3nmyCDGBKInavdOK15jsl")))
                .containsEntry("webhook-id", "msg_loFOjxBNrRLzqYUf")
                .containsEntry("webhook-timestamp", "1731705121")
                .containsEntry("webhook-signature", "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }
}
