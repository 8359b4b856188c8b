package org.parvis.files.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A clamd, spoken to by its own protocol (clamd(8), INSTREAM): over TCP, or over a Unix socket. */
public final class Clamd {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_REPLY = 4096;

    private final SocketAddress address;
    private final Duration patience;

    /** @param patience for one file, after which it counts as away */
    Clamd(SocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * @param address {@code host:port}, or the path of a socket
     * @throws IllegalArgumentException if it is neither
     */
    static Clamd at(String address, Duration patience) {
        if (address.startsWith("/")) {
            return new Clamd(UnixDomainSocketAddress.of(address), patience);
        }
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("clamd is neither host:port nor the path of a socket: " + address);
        }
        return new Clamd(new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))), patience);
    }

    /** @throws IOException if it is away, does not answer in time, or says what it should not */
    Verdict scan(InputStream in) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address.getClass() == UnixDomainSocketAddress.class
                ? java.net.StandardProtocolFamily.UNIX : java.net.StandardProtocolFamily.INET)) {
            CompletableFuture<Void> late = CompletableFuture.runAsync(
                    () -> close(channel), CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
            try {
                channel.connect(address);
                boolean cutOff = !sent(channel, in);
                return verdict(reply(channel), cutOff);
            } finally {
                late.cancel(false);
            }
        }
    }

    /** Chunks with their lengths, then one of none. False: clamd hung up before it had all, and may have said why. */
    private static boolean sent(SocketChannel channel, InputStream in) throws IOException {
        write(channel, ByteBuffer.wrap(COMMAND));
        byte[] bytes = new byte[CHUNK];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            if (count > 0) {
                try {
                    write(channel, ByteBuffer.allocate(count + Integer.BYTES).putInt(count).put(bytes, 0, count).flip());
                } catch (IOException hungUp) {
                    return false;
                }
            }
        }
        write(channel, ByteBuffer.allocate(Integer.BYTES).putInt(0).flip());
        return true;
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static String reply(SocketChannel channel) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(256);
        while (text.size() < LONGEST_REPLY && channel.read(buffer.clear()) >= 0) {
            text.write(buffer.array(), 0, buffer.position());
            if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == 0) {
                break;
            }
        }
        return text.toString(StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    private static Verdict verdict(String reply, boolean cutOff) throws IOException {
        Matcher found = FOUND.matcher(reply);
        if (found.matches()) {
            return new Verdict.Infected(found.group(1));
        }
        if (reply.startsWith("INSTREAM size limit exceeded")) {
            return new Verdict.TooLarge();
        }
        if (!cutOff && reply.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        throw new IOException("clamd answered: " + (reply.isEmpty() ? "nothing" : reply));
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
