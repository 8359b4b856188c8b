package org.parvis.files.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows; its length is how much of it has come, whatever happened to the process that wrote it.
 *
 * @param cipher null: one begun by a former version, that lies as it came
 */
record PartialFile(Path path, @Nullable PieceCipher cipher) {
    private static final int BUFFER = 1 << 16;

    /** How a piece was taken. */
    enum Outcome {
        TAKEN,
        /** Another request is writing. */
        BUSY,
        /** It would not begin where the file ends. */
        ELSEWHERE,
        /** It was longer than what was missing; nothing of it beyond the end was kept. */
        TOO_LONG
    }

    void create() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }

    /** Zero if it is not there. */
    long length() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** The plain bytes. */
    InputStream open() throws IOException {
        InputStream stored = Files.newInputStream(path);
        return cipher == null ? stored : cipher.plain(stored);
    }

    /**
     * Adds a piece; what came before the stream broke is kept.
     *
     * @throws Full if it cannot be written
     */
    Outcome append(InputStream in, long offset, long total) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE); FileLock lock = lock(channel)) {
            if (lock == null) {
                return Outcome.BUSY;
            }
            if (channel.size() != offset) {
                return Outcome.ELSEWHERE;
            }
            channel.position(offset);
            try {
                return copy(in, channel, offset, total - offset) ? Outcome.TAKEN : Outcome.TOO_LONG;
            } finally {
                channel.force(false);
            }
        }
    }

    /** A fault of ours and not of the connection. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1L;

        Full(IOException cause) {
            super(cause);
        }
    }

    private boolean copy(InputStream in, FileChannel channel, long offset, long missing) throws IOException {
        Cipher sealing = cipher == null ? null : cipher.from(offset);
        byte[] buffer = new byte[BUFFER];
        long left = missing;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int kept = (int) Math.min(count, left);
            if (kept > 0) {
                write(channel, ByteBuffer.wrap(sealing == null ? buffer : sealing.update(buffer, 0, kept), 0, kept));
            }
            if (count > left) {
                return false;
            }
            left -= count;
        }
        return true;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws Full {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException full) {
            throw new Full(full);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException mine) {
            return null;
        }
    }
}
