package org.parvis.files;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** clamd's side of INSTREAM (clamd(8)): finds the EICAR test string, takes at most so many bytes. */
final class FakeClamd implements AutoCloseable {
    /** The test file of eicar.org, put together here so that no scanner takes offence at this source. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket server;
    private final int most;

    private FakeClamd(ServerSocket server, int most) {
        this.server = server;
        this.most = most;
    }

    static FakeClamd start(int most) throws IOException {
        FakeClamd clamd = new FakeClamd(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), most);
        Thread thread = new Thread(clamd::serve, "fake clamd");
        thread.setDaemon(true);
        thread.start();
        return clamd;
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException ended) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(ended);
                }
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            stream.write(in.readNBytes(length));
        }
        String reply = !command.equals("zINSTREAM\0") ? "UNKNOWN COMMAND"
                : stream.size() > most ? "INSTREAM size limit exceeded. ERROR"
                : stream.toString(StandardCharsets.ISO_8859_1).contains(EICAR) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
        socket.getOutputStream().write((reply + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
