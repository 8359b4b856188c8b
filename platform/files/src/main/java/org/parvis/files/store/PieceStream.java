package org.parvis.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a file as a stream. */
final class PieceStream extends InputStream {
    private final SeekableByteChannel channel;
    private long left;

    PieceStream(Path file, long first, long length) throws IOException {
        channel = Files.newByteChannel(file).position(first);
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
