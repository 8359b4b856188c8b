package org.parvis.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way to a provider and back. Its secrets follow from a token that the browser alone keeps: what is stored is of no use to a reader.
 *
 * @param token value of the cookie
 * @param destination path to go to afterwards
 * @param account who asked to be linked or to prove again who they are, null to sign in
 * @param again what somebody who proves again who they are had typed, null for all else
 */
record Attempt(String token, String provider, String destination, @Nullable UUID account, @Nullable Again again) {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A form that waits for a proof.
     *
     * @param kept what was typed, sealed
     * @param asked when the proof was asked for (UTC): the provider must have asked the person since
     */
    record Again(String kept, Instant asked) {}

    static Attempt begin(String provider, String destination, @Nullable UUID account, @Nullable Again again) {
        return new Attempt(random(), provider, destination, account, again);
    }

    static String random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static Optional<String> token(Optional<String> cookie) {
        return cookie.filter(value -> TOKEN.matcher(value).matches());
    }

    /** What the database knows it by. */
    static String hash(String token) {
        return HexFormat.of().formatHex(digest("kept", token));
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    /** Of 43 to 128 characters: RFC 7636, 4.1. */
    String verifier() {
        return derived("verifier");
    }

    /** Letters and digits alone, 64: FranceConnect has asked for just that. */
    private String derived(String purpose) {
        return HexFormat.of().formatHex(digest(purpose, token));
    }

    private static byte[] digest(String purpose, String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((purpose + ":" + token).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Attempt[" + provider + "]";
    }
}
