package org.parvis.messaging.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes all, counts connections, and hangs up without a word after so many mails of one. */
final class CountedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final int mailsOfOne;

    CountedServer(int mailsOfOne) throws IOException {
        this.mailsOfOne = mailsOfOne;
        Thread thread = new Thread(this::listen, "counted-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int taken() {
        return taken.get();
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                talk(socket);
            } catch (IOException ended) {
                continue;
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
        say(out, "220 counted");
        boolean data = false;
        int mails = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data) {
                if (line.equals(".")) {
                    data = false;
                    mails++;
                    taken.incrementAndGet();
                    say(out, "250 taken");
                    if (mails == mailsOfOne) {
                        return;
                    }
                }
            } else if (line.toUpperCase(Locale.ROOT).startsWith("DATA")) {
                data = true;
                say(out, "354 go on");
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
