package org.parvis.messaging.push;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.messaging.Sha256;

/**
 * A browser that a person has their messages announced in.
 *
 * @param subscription as it is stored, see {@link SealedSubscriptions}
 * @param fingerprint what finds the browser by its endpoint, and is worth nothing to who reads it
 * @param label browser and system, for people to tell their devices apart
 * @param since when it was added (UTC)
 * @param reached when it was added or last took a message (UTC)
 */
record Browser(UUID id, UUID person, String subscription, String fingerprint, String label, Instant since, Instant reached) {

    static final int LONGEST_ENDPOINT = 1_000;

    /** RFC 8291, 2.2. */
    private static final int SECRET_OCTETS = 16;

    static String fingerprint(Subscription subscription) {
        return Sha256.of(subscription.endpoint());
    }

    /** Whether a browser can have given this: an https address of a host, and keys that one can encrypt for. */
    static boolean isSound(Subscription subscription) {
        return isEndpoint(subscription.endpoint()) && areKeys(subscription.key(), subscription.secret());
    }

    private static boolean isEndpoint(String text) {
        try {
            URI address = new URI(text);
            return text.length() <= LONGEST_ENDPOINT && "https".equals(address.getScheme()) && address.getHost() != null
                    && address.getRawUserInfo() == null && address.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** The library refuses what is no point on the curve, each with an exception of its own. */
    private static boolean areKeys(String key, String secret) {
        try {
            UserAgentMessageEncryptionKeyInfo.of(key, secret);
            return Base64.getUrlDecoder().decode(secret).length == SECRET_OCTETS;
        } catch (RuntimeException malformed) {
            return false;
        }
    }
}
