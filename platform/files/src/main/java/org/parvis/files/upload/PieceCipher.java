package org.parvis.files.upload;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a file that grows, with a key of its own: AES-256 in counter mode (NIST SP 800-38A), so that its length stays what has come and one
 * can go on anywhere. It hides what lies on the disk; that nobody changed it is not proven, and what comes out is checked like any file that is sent.
 */
@SuppressWarnings("ArrayRecordComponent")
record PieceCipher(byte[] key) {
    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static PieceCipher fresh() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new PieceCipher(key);
    }

    /** From that place of the file on. The counter begins at zero: no other file has this key. */
    Cipher from(long position) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] counter = ByteBuffer.allocate(BLOCK).putLong(0).putLong(position / BLOCK).array();
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            int begun = (int) (position % BLOCK);
            if (begun > 0) {
                cipher.update(new byte[begun]);
            }
            return cipher;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The plain bytes. In this mode both ways are the same. */
    InputStream plain(InputStream stored) {
        return new CipherInputStream(stored, from(0));
    }
}
