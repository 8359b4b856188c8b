package org.parvis.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A port through which another is reached; counts the HTTP requests that go by, and can be cut while connections are open. */
final class CountingTunnel implements AutoCloseable {
    private static final Pattern REQUEST_LINE = Pattern.compile("(?m)^(GET|HEAD|PUT|POST|DELETE) \\S+ HTTP/1\\.1$");

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    private CountingTunnel(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    static CountingTunnel to(int port) throws IOException {
        CountingTunnel tunnel = new CountingTunnel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start(tunnel::accept);
        return tunnel;
    }

    int port() {
        return listening.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket from = listening.accept();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(from);
                open.add(to);
                start(() -> copy(from, to, true));
                start(() -> copy(to, from, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean counts) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (counts) {
                    requests.addAndGet((int) REQUEST_LINE.matcher(new String(buffer, 0, count, StandardCharsets.ISO_8859_1)).results().count());
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException closed) {
            // One of the two ends is gone: so is the tunnel between them.
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** Nobody gets through any more. */
    void cut() throws IOException {
        listening.close();
        for (Closeable one : open) {
            one.close();
        }
    }
}
