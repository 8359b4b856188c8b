package org.parvis.api.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.identity.Account;

/** The browsers that announce what comes into the inbox of an account (W3C Push API). */
@ProviderType
public interface Devices {

    /** Whether the operator offers this. */
    boolean offered();

    /** Key that a browser subscribes with (RFC 8292, 3.2): a point on P-256, uncompressed, in base64url. */
    String key();

    /** Those of an account, the latest first. */
    List<Device> of(UUID person);

    /**
     * Adds a browser to those of an account; one that was added before, by whomever, is that account's from now on.
     *
     * @param label browser and system, for people to tell their devices apart
     * @return false if no browser can have given that subscription: nothing was added
     */
    boolean add(Account person, Subscription subscription, String label, Instant now);

    /**
     * Takes one away.
     *
     * @return false if it is not that account's
     */
    boolean remove(Account person, UUID id);

    /**
     * What a browser answers when it subscribes.
     *
     * @param endpoint https address at the push service of the browser's maker (RFC 8030)
     * @param key of the browser ({@code p256dh}), in base64url
     * @param secret that the browser shares with us ({@code auth}), in base64url
     */
    record Subscription(String endpoint, String key, String secret) {}

    /**
     * A browser that was added.
     *
     * @param fingerprint SHA-256 of its endpoint in hexadecimal, by which it recognises itself
     * @param since UTC
     */
    record Device(UUID id, String fingerprint, String label, Instant since) {}
}
