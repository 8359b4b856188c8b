package org.parvis.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A foreign server of the S3 protocol, S3Proxy, over a folder; it checks signatures. */
final class RealS3 implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Path buckets;

    private RealS3(Process process, int port, Path buckets) {
        this.process = process;
        this.port = port;
        this.buckets = buckets;
    }

    static RealS3 start(Path folder) throws IOException {
        int port = freePort();
        Path buckets = Files.createDirectories(folder.resolve("buckets"));
        Path settings = Files.writeString(folder.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=parvis-key
                s3proxy.credential=parvis-secret
                jclouds.provider=filesystem
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(port, buckets));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-jar", "target/s3proxy/s3proxy.jar",
                        "--properties", settings.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Started Server")) {
                Thread reader = new Thread(() -> log.lines().forEach(ignored -> {}), "s3proxy");
                reader.setDaemon(true);
                reader.start();
                return new RealS3(process, port, buckets);
            }
        }
        throw new IOException("S3Proxy did not start:\n" + said);
    }

    /** Makes an empty bucket; its folder. */
    Path bucket(String name) throws IOException {
        return Files.createDirectories(buckets.resolve(name));
    }

    int port() {
        return port;
    }

    /** A configuration that makes a bucket the store. */
    Map<String, Object> settings(String bucket, String secret) {
        return settings(bucket, secret, port);
    }

    /** As {@link #settings(String, String)}, by way of another port. */
    Map<String, Object> settings(String bucket, String secret, int by) {
        return new HashMap<>(Map.of(
                "store", "s3", "s3.endpoint", "http://127.0.0.1:" + by, "s3.bucket", bucket, "s3.region", "eu-west-1",
                "s3.accessKey", "parvis-key", "s3.secretKey", secret));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
