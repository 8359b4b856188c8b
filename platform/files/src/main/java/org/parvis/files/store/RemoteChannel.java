package org.parvis.files.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object read at any place: one request for each run of bytes that is read on end. */
final class RemoteChannel implements SeekableByteChannel {
    private final S3Shelf shelf;
    private final String name;
    private final long size;
    private long position;
    private long streamAt;
    private @Nullable ResponseInputStream<GetObjectResponse> stream;
    private boolean open = true;

    RemoteChannel(S3Shelf shelf, String name, long size) {
        this.shelf = shelf;
        this.name = name;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        byte[] bytes = new byte[into.remaining()];
        int count = shelf.read(at(position), bytes, 0, bytes.length);
        if (count > 0) {
            into.put(bytes, 0, count);
            position += count;
            streamAt = position;
        }
        return count;
    }

    private ResponseInputStream<GetObjectResponse> at(long wanted) throws IOException {
        ResponseInputStream<GetObjectResponse> there = stream;
        if (there != null && streamAt == wanted) {
            return there;
        }
        breakOff();
        ResponseInputStream<GetObjectResponse> fresh = shelf.stream(name, wanted, -1);
        stream = fresh;
        streamAt = wanted;
        return fresh;
    }

    private void breakOff() throws IOException {
        ResponseInputStream<GetObjectResponse> there = stream;
        stream = null;
        if (there != null) {
            S3Shelf.end(there, streamAt >= size);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        breakOff();
    }
}
