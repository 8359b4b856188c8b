package org.parvis.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/** An object's bytes; closed early, the rest is not fetched. */
final class RemoteStream extends FilterInputStream {
    private final S3Shelf shelf;
    private final ResponseInputStream<?> remote;
    private boolean whole;

    RemoteStream(S3Shelf shelf, ResponseInputStream<?> remote) {
        super(remote);
        this.shelf = shelf;
        this.remote = remote;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = shelf.read(remote, into, offset, length);
        whole |= count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        S3Shelf.end(remote, whole);
    }
}
