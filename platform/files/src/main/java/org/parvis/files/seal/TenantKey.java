package org.parvis.files.seal;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** A data key of a tenant: AES-256-GCM in chunks of 64 KiB, so that any part can be read alone, and none can be changed, moved or cut off. */
public final class TenantKey {
    private static final int SEGMENT = 1 << 16;
    private static final int KEY_BYTES = 32;

    private final UUID id;
    private final AesGcmHkdfStreaming cipher;

    TenantKey(UUID id, byte[] bytes) {
        this.id = id;
        try {
            this.cipher = new AesGcmHkdfStreaming(bytes, "HmacSha256", KEY_BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException weak) {
            throw new IllegalStateException(weak);
        }
    }

    public UUID id() {
        return id;
    }

    /** @param context what it belongs to: what was sealed for one context does not open in another */
    public OutputStream seal(OutputStream out, String context) throws IOException {
        try {
            return cipher.newEncryptingStream(out, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    /** A few bytes at once. */
    byte[] seal(byte[] plain, String context) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = seal(sealed, context)) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    /** @throws IOException if it was changed, or sealed for another context */
    byte[] open(byte[] sealed, String context) throws IOException {
        try (InputStream in = cipher.newDecryptingStream(new ByteArrayInputStream(sealed), context.getBytes(StandardCharsets.UTF_8))) {
            return in.readAllBytes();
        } catch (GeneralSecurityException forged) {
            throw new IOException(forged);
        }
    }

    /** The plain bytes; positions are theirs. */
    public SeekableByteChannel open(SeekableByteChannel sealed, String context) throws IOException {
        try {
            return cipher.newSeekableDecryptingChannel(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }
}
