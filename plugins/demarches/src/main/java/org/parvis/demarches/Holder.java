package org.parvis.demarches;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;

/**
 * The browser in which a form is filled in: a token of 256 random bits in a cookie, of which only the digest is stored. What it alone may
 * see again, the follow-up code on the receipt, is stored encrypted under a key made of the token.
 */
public record Holder(String token) {
    private static final String COOKIE = "parvis_demarche";
    private static final Duration KEPT = Duration.ofDays(7);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    public static Optional<Holder> of(Request request) {
        return request.cookie(COOKIE).filter(token -> token.matches("[A-Za-z0-9_-]{43}")).map(Holder::new);
    }

    public static Holder fresh() {
        return new Holder(Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES)));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    public Response.Cookie cookie() {
        return new Response.Cookie(COOKIE, token, KEPT);
    }

    public static Response.Cookie noCookie() {
        return new Response.Cookie(COOKIE, "", Duration.ZERO);
    }

    /** What stands for an agent who fills a form in for somebody. */
    public static String agent(UUID id) {
        return HexFormat.of().formatHex(sha256("agent " + id));
    }

    public String digest() {
        return HexFormat.of().formatHex(sha256(token));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String seal(String plain) {
        byte[] nonce = random(NONCE);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        byte[] all = new byte[nonce.length + sealed.length];
        System.arraycopy(nonce, 0, all, 0, nonce.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /** Empty if it was sealed by another browser. */
    Optional<String> open(String sealed) {
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(all, NONCE);
        return crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(all, NONCE, all.length)).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(sha256("code " + token), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(bytes));
        } catch (GeneralSecurityException other) {
            return Optional.empty();
        }
    }
}
