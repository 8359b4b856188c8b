package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Response;

/** Sends streamed bodies, whole or one range of them (RFC 9110, 14). */
final class Streams {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private Streams() {}

    /** A part of a body: both ends included. */
    record Range(long first, long last) {
        long length() {
            return last - first + 1;
        }
    }

    static void send(HttpServletRequest request, HttpServletResponse answer, Response.Stream stream, int status) throws IOException {
        long length = stream.length();
        Range range = null;
        if (length >= 0 && status == 200) {
            answer.setHeader("Accept-Ranges", "bytes");
            String asked = request.getHeader("If-Range") == null ? request.getHeader("Range") : null;
            range = range(asked, length);
            if (range != null && range.length() <= 0) {
                answer.setStatus(416);
                answer.setHeader("Content-Range", "bytes */" + length);
                answer.setContentLength(0);
                return;
            }
        }
        if (range != null) {
            answer.setStatus(206);
            answer.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + length);
            answer.setContentLengthLong(range.length());
        } else if (length >= 0) {
            answer.setContentLengthLong(length);
        }
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        OutputStream out = answer.getOutputStream();
        if (range != null && stream.writer() instanceof Response.RangeWriter ranged) {
            ranged.writeTo(out, range.first(), range.length());
        } else {
            stream.writer().writeTo(range == null ? out : new Window(out, range));
        }
    }

    /** Null: all of it; of no length: nothing that exists. Several ranges at once are answered by all of it, as one may. */
    static @Nullable Range range(@Nullable String header, long length) {
        Matcher match = RANGE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!match.matches() || match.group(1).isEmpty() && match.group(2).isEmpty()) {
            return null;
        }
        if (match.group(1).isEmpty()) {
            long suffix = Math.min(length, Long.parseLong(match.group(2)));
            return new Range(length - suffix, length - 1);
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(match.group(2)));
        if (!match.group(2).isEmpty() && Long.parseLong(match.group(2)) < first) {
            return null;
        }
        return first >= length ? new Range(0, -1) : new Range(first, last);
    }

    /** Lets a range of what is written through. */
    private static final class Window extends OutputStream {
        private final OutputStream out;
        private long skip;
        private long left;

        Window(OutputStream out, Range range) {
            this.out = out;
            this.skip = range.first();
            this.left = range.length();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int skipped = (int) Math.min(skip, length);
            skip -= skipped;
            int count = (int) Math.min(left, length - skipped);
            if (count > 0) {
                out.write(bytes, offset + skipped, count);
                left -= count;
            }
        }
    }
}
