package org.parvis.messaging.push;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.parvis.api.content.Json;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.api.outbound.Outbound.Call;
import org.parvis.api.outbound.Outbound.Limits;
import org.parvis.messaging.deliver.Message;

/** The request by which a push service is asked to hand a message to a browser (RFC 8030, 5). */
final class PushCall {
    private static final Limits LIMITS = new Limits(16 << 10, Duration.ofSeconds(10), 0);

    private static final int RECORD_SIZE = 4096;
    private static final int RECORD_SIZE_AT = 16;

    private PushCall() {}

    /**
     * @param from in whose name it is sent
     * @param authorization by which the push service knows us
     */
    static Call of(Subscription browser, Message message, String from, String authorization, Instant now) {
        EncryptedPushMessage encrypted = MessageEncryptions.of()
                .encrypt(UserAgentMessageEncryptionKeyInfo.of(browser.key(), browser.secret()), PushMessage.ofUTF8(content(message, from)));
        Map<String, String> headers = Map.of(
                "Authorization", authorization,
                "Content-Encoding", encrypted.contentEncoding(),
                "Content-Type", encrypted.mediaType(),
                "TTL", Long.toString(timeToLive(message, now)),
                // One that is sent again takes the place of itself while nobody has fetched it (RFC 8030, 5.4).
                "Topic", topic(message.id()),
                "Urgency", message.urgent() ? "high" : "normal");
        return new Call("POST", URI.create(browser.endpoint()), headers, largerRecord(encrypted.toBytes()), LIMITS, false);
    }

    /** RFC 8291, 4: the record size is greater than what is in the record; the library writes just as much. It is not part of what is authenticated. */
    private static byte[] largerRecord(byte[] body) {
        ByteBuffer.wrap(body).putInt(RECORD_SIZE_AT, RECORD_SIZE);
        return body;
    }

    /** Who wrote and about what, no more: it is shown on a locked screen. */
    private static String content(Message message, String from) {
        String language = message.language().getLanguage();
        String path = (language.equals(Locale.ENGLISH.getLanguage()) ? "/en" : "") + "/compte/messages";
        return Json.of(Map.of("title", message.subject(), "body", from, "tag", message.id().toString(), "lang", language, "path", path));
    }

    /** So long does a push service keep what a device that is switched off has not fetched; zero: it is handed over now or never. */
    private static long timeToLive(Message message, Instant now) {
        return message.expires() == null ? 0 : Math.max(0, Duration.between(now, message.expires()).toSeconds());
    }

    /** 22 of the 32 characters that a topic may have. */
    private static String topic(UUID id) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES * 2).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
