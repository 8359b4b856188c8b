package org.parvis.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real nginx with the example that is handed out, on ports of its own and with a certificate made here. */
final class Nginx implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Process process;
    private final int plain;
    private final int secure;

    private Nginx(Path folder, Process process, int plain, int secure) {
        this.folder = folder;
        this.process = process;
        this.plain = plain;
        this.secure = secure;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx").map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it.
     *
     * @param example the configuration to try
     * @param behind port of the instance
     */
    static Nginx start(Path folder, Path example, int behind) throws IOException, InterruptedException, GeneralSecurityException {
        certificate(folder);
        int plain = freePort();
        int secure = freePort();
        String server = Files.readString(example)
                .replaceAll("(?m)^ *listen \\[::].*\n", "")
                .replace("listen 80 ", "listen 127.0.0.1:" + plain + " ")
                .replace("listen 443 ", "listen 127.0.0.1:" + secure + " ")
                .replace("127.0.0.1:8080", "127.0.0.1:" + behind)
                .replace("/etc/ssl/parvis/", folder + "/");
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                """
                daemon off;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  %s
                }
                """.formatted(server));
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "-p", folder + "/", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(folder, process, plain, secure);
        Waiting.until("nginx listens", () -> !process.isAlive() || isOpen(secure));
        if (!process.isAlive()) {
            throw new AssertionError("nginx does not take the example: " + nginx.log());
        }
        return nginx;
    }

    int plain() {
        return plain;
    }

    int secure() {
        return secure;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("nginx.log"));
    }

    /** Trusts the certificate that was made here. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("made", KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD).getCertificate("made"));
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static void certificate(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", "made", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                        "-validity", "2", "-keystore", keys.toString(), "-storepass", new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        Files.writeString(folder.resolve("privkey.pem"), pem("PRIVATE KEY", store.getKey("made", PASSWORD).getEncoded()));
        Files.writeString(folder.resolve("fullchain.pem"), pem("CERTIFICATE", store.getCertificate("made").getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
