package org.parvis.identity.passkey;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser with an authenticator that holds one passkey (ES256, no attestation), as the specification lays their bytes out. */
public final class SoftAuthenticator {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT_VERIFIED = 0x05;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys;
    private final byte[] id = new byte[32];
    public String origin = "https://territoire.example";
    public String rpId = "territoire.example";
    public String userHandle = "";
    public int counter = 1;
    public int flags = PRESENT_VERIFIED;

    public SoftAuthenticator() {
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String id() {
        return ENCODER.encodeToString(id);
    }

    /** A text value of the options. */
    public static String value(String options, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(options);
        if (!found.find()) {
            throw new IllegalArgumentException(name + " in " + options);
        }
        return found.group(1);
    }

    /** navigator.credentials.create: remembers whose it is. */
    public String create(String options) {
        Matcher user = Pattern.compile("\"user\":\\{[^}]*\"id\":\"([^\"]*)\"").matcher(options);
        userHandle = user.find() ? user.group(1) : "";
        byte[] client = client("webauthn.create", value(options, "challenge"));
        byte[] data = authenticatorData(flags | ATTESTED, attested());
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
        object.writeBytes(new byte[] {(byte) 0xa3, 0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e', 0x67, 'a', 't', 't', 'S', 't', 'm', 't', (byte) 0xa0});
        object.writeBytes(new byte[] {0x68, 'a', 'u', 't', 'h', 'D', 'a', 't', 'a', 0x58, (byte) data.length});
        object.writeBytes(data);
        return json("\"clientDataJSON\":\"" + ENCODER.encodeToString(client) + "\",\"attestationObject\":\"" + ENCODER.encodeToString(object.toByteArray())
                + "\",\"transports\":[\"internal\",\"carrier-pigeon\"]");
    }

    /** navigator.credentials.get. */
    public String get(String options) {
        return sign(value(options, "challenge"));
    }

    public String sign(String challenge) {
        byte[] client = client("webauthn.get", challenge);
        byte[] data = authenticatorData(flags, new byte[0]);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return json("\"clientDataJSON\":\"" + ENCODER.encodeToString(client) + "\",\"authenticatorData\":\"" + ENCODER.encodeToString(data)
                    + "\",\"signature\":\"" + ENCODER.encodeToString(signature.sign()) + "\",\"userHandle\":\"" + userHandle + "\"");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String json(String response) {
        return "{\"id\":\"" + id() + "\",\"rawId\":\"" + id() + "\",\"type\":\"public-key\",\"response\":{" + response + "}}";
    }

    private byte[] client(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int allFlags, byte[] attested) {
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) allFlags)
                .putInt(counter)
                .put(attested)
                .array();
    }

    /** AAGUID, length, id, and the key as COSE (RFC 9053, 7.1.1): {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
    private byte[] attested() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteBuffer.allocate(16 + 2 + id.length + 77)
                .put(new byte[16])
                .putShort((short) id.length)
                .put(id)
                .put(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20})
                .put(thirtyTwo(key.getW().getAffineX()))
                .put(new byte[] {0x22, 0x58, 0x20})
                .put(thirtyTwo(key.getW().getAffineY()))
                .array();
    }

    private static byte[] thirtyTwo(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
