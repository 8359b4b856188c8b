package org.parvis.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.parvis.api.route.Invalid;

/** A request's body that ends with a refusal where the route's limits of size and time are reached. */
final class LimitedBody extends FilterInputStream {
    private static final long MEBIBYTE = 1 << 20;

    private final long most;
    private final long deadline;
    private long left;

    /** @param deadline in {@link System#nanoTime()}: a client that sends one byte now and then must not hold a thread for hours */
    LimitedBody(InputStream in, long most, long deadline) {
        super(in);
        this.most = most;
        this.deadline = deadline;
        this.left = most;
    }

    static Invalid tooLarge(long most) {
        return Invalid.request(413, "problem.413", most >= MEBIBYTE ? most / MEBIBYTE + " Mo" : Math.max(1, most / 1024) + " ko");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw Invalid.request(408, "problem.408");
        }
        int count = super.read(into, offset, (int) Math.min(length, left + 1));
        if (count > left) {
            throw tooLarge(most);
        }
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
