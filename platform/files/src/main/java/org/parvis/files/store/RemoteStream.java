package org.parvis.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/** An object's bytes; closed early, the rest is not fetched. */
final class RemoteStream extends FilterInputStream {
    private final ResponseInputStream<?> remote;
    private boolean whole;

    RemoteStream(ResponseInputStream<?> remote) {
        super(remote);
        this.remote = remote;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        whole |= value < 0;
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        whole |= count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        S3Shelf.end(remote, whole);
    }
}
