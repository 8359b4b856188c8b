package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The JDK's client against messages written by hand from RFC 1035. */
final class JndiRecordsTest {
    private static final int CNAME = 5;
    private static final int TXT = 16;
    private static final int NAME_ERROR = 3;
    private static final int REFUSED = 5;

    @Test
    void texts_and_aliases_are_read() throws Exception {
        byte[] token = "abc123".getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[token.length + 1];
        text[0] = (byte) token.length;
        System.arraycopy(token, 0, text, 1, token.length);
        try (Answering server = new Answering(0, TXT, text)) {
            assertThat(server.records().of("_parvis.www.rodez.fr", "TXT")).containsExactly("abc123");
            assertThat(server.asked()).isEqualTo("_parvis.www.rodez.fr");
        }
        byte[] alias = {5, 'r', 'o', 'd', 'e', 'z', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0};
        try (Answering server = new Answering(0, CNAME, alias)) {
            assertThat(server.records().of("www.rodez.fr", "CNAME")).containsExactly("rodez.example.");
        }
    }

    @Test
    void a_name_that_is_not_there_has_no_records() throws Exception {
        try (Answering server = new Answering(NAME_ERROR, TXT, new byte[0])) {
            assertThat(server.records().of("www.rodez.fr", "TXT")).isEmpty();
        }
    }

    @Test
    void a_server_that_refuses_has_said_nothing() throws Exception {
        try (Answering server = new Answering(REFUSED, TXT, new byte[0])) {
            assertThatThrownBy(() -> server.records().of("www.rodez.fr", "TXT")).isInstanceOf(DomainRecords.Silent.class);
        }
    }

    /** A DNS server for one question. */
    private static final class Answering implements AutoCloseable {
        private static final int HEADER = 12;

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final CompletableFuture<String> asked;

        Answering(int code, int type, byte[] data) throws IOException {
            asked = CompletableFuture.supplyAsync(() -> answer(code, type, data));
        }

        JndiRecords records() {
            return new JndiRecords("127.0.0.1:" + socket.getLocalPort());
        }

        String asked() {
            return asked.join();
        }

        private String answer(int code, int type, byte[] data) {
            DatagramPacket question = new DatagramPacket(new byte[512], 512);
            try {
                socket.receive(question);
                byte[] asking = Arrays.copyOf(question.getData(), question.getLength());
                int end = HEADER;
                StringBuilder name = new StringBuilder();
                while (asking[end] != 0) {
                    name.append(name.isEmpty() ? "" : ".").append(new String(asking, end + 1, asking[end], StandardCharsets.US_ASCII));
                    end += asking[end] + 1;
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(asking, 0, 2);
                out.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | code), 0, 1, 0, (byte) (data.length == 0 ? 0 : 1), 0, 0, 0, 0});
                out.write(asking, HEADER, end + 5 - HEADER);
                if (data.length > 0) {
                    out.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, (byte) type, 0, 1, 0, 0, 0, 60, 0, (byte) data.length});
                    out.writeBytes(data);
                }
                socket.send(new DatagramPacket(out.toByteArray(), out.size(), question.getSocketAddress()));
                return name.toString();
            } catch (IOException closed) {
                throw new IllegalStateException(closed);
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
