package org.parvis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The installation's Ed25519 key (RFC 8032), in a folder and never in the database: who writes there cannot sign.
 *
 * <p>{@code ed25519.pem} is made at first need, with {@code ed25519.pub.pem} beside it. Signatures of any key whose public part
 * ({@code *.pub.pem}) lies in the folder are valid: a former key, that of another node.
 */
final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PUBLIC = ".pub.pem";
    private static final int ID = 16;

    private final Path folder;
    private final PrivateKey privateKey;
    private final String publicPem;
    private final String id;
    private final Map<String, PublicKey> trusted = new HashMap<>();

    private SigningKey(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        Path own = folder.resolve("ed25519.pem");
        Path shown = folder.resolve("ed25519" + PUBLIC);
        if (!Files.exists(own)) {
            make(own, shown);
        }
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(own))));
        publicPem = Files.readString(shown);
        id = id(keys.generatePublic(new X509EncodedKeySpec(decoded(publicPem))));
        readTrusted(keys);
    }

    /** @throws UncheckedIOException if the folder cannot be read or written */
    static SigningKey in(Path folder) {
        try {
            return new SigningKey(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key in " + folder + " is no Ed25519 key: " + e.getMessage(), e);
        }
    }

    private static void make(Path own, Path shown) throws IOException, GeneralSecurityException {
        Files.createDirectories(own.getParent());
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Files.writeString(shown, pem("PUBLIC", pair.getPublic().getEncoded()));
        if (Files.getFileStore(own.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(own);
        }
        Files.writeString(own, pem("PRIVATE", pair.getPrivate().getEncoded()), StandardOpenOption.WRITE);
    }

    private void readTrusted(KeyFactory keys) throws IOException, GeneralSecurityException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + PUBLIC)) {
            for (Path file : files) {
                PublicKey key = keys.generatePublic(new X509EncodedKeySpec(decoded(Files.readString(file))));
                trusted.put(id(key), key);
            }
        }
    }

    /** First 16 digits of SHA-256 over the public key (SubjectPublicKeyInfo). */
    String id() {
        return id;
    }

    /** The public key, as PEM. */
    String publicPem() {
        return publicPem;
    }

    Checkpoint sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(checkpoint.statement().getBytes(StandardCharsets.UTF_8));
            return checkpoint.signed(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean valid(Checkpoint checkpoint) {
        PublicKey key = trusted.get(checkpoint.signer());
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(checkpoint.statement().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String id(PublicKey key) {
        return Commitment.HEX.formatHex(Commitment.sha256().digest(key.getEncoded())).substring(0, ID);
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + " KEY-----\n";
    }

    private static byte[] decoded(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
