package org.parvis.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running instance of the packed distribution with a data directory of its own, without any name service: what needs the
 * network to start does not start here.
 *
 * <p>The distribution is found by the system property {@code parvis.distribution}, the data goes to {@code parvis.instances}.
 */
public final class Server {

    private static final Duration START = Duration.ofMinutes(5);

    private final Path home;
    private final Path data;
    private final Parvis settings;
    private final int port;
    private final int consolePort;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private @Nullable Process process;

    private Server(Parvis settings) {
        this.settings = settings;
        this.home = Path.of(required("parvis.distribution")).toAbsolutePath().normalize();
        this.data = Path.of(required("parvis.instances")).toAbsolutePath().normalize().resolve(settings.name());
        this.port = freePort();
        this.consolePort = freePort();
    }

    static Server start(Parvis settings) {
        Server server = new Server(settings);
        Directories.delete(server.data);
        server.start();
        return server;
    }

    /** Starts it again on the same ports and data, after {@link #stop} or {@link #kill}; returns once it is ready. */
    public void start() {
        try {
            Files.createDirectories(data);
            Path hosts = Files.writeString(data.resolve("hosts"), "127.0.0.1 localhost\n");
            ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/parvis-server").toString(), data.toString());
            builder.redirectErrorStream(true).redirectOutput(data.resolve("out.log").toFile());
            Map<String, String> environment = builder.environment();
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put("PARVIS_PORT", Integer.toString(port));
            environment.put("PARVIS_CONSOLE_PORT", Integer.toString(consolePort));
            environment.put("PARVIS_OPTS", "-Djdk.net.hosts.file=" + hosts + tenantsOption() + " " + settings.options());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Stops it in good order. */
    public void stop() {
        end(Process::destroy);
    }

    /** Ends it at once, as a power failure would. */
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Address on the territory's own host: {@code path} begins with a slash. */
    public URI territory(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Address on the host of the commune with this slug, as a browser uses it. */
    public URI commune(String slug, String path) {
        return URI.create("http://" + slug + ".localhost:" + port + path);
    }

    /** Sends a GET and returns the answer as text; redirects are not followed. */
    public HttpResponse<String> get(URI address, String... headers) {
        HttpRequest.Builder request = request(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** A request to this server: to the loopback address, with the address's own host in the Host header. */
    public HttpRequest.Builder request(URI address) {
        URI loopback = URI.create("http://127.0.0.1:" + port + address.getRawPath()
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
        return HttpRequest.newBuilder(loopback).timeout(Duration.ofSeconds(30)).header("Host", address.getAuthority());
    }

    /** Sends a request made by {@link #request}. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a console command as an operator does. */
    public ConsoleOutput console(String command) {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/parvis-console").toString(), data.toString(), command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process running = builder.redirectErrorStream(true).start();
            String text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ConsoleOutput(running.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Directory of all that belongs to this instance. */
    public Path data() {
        return data;
    }

    /** The unpacked distribution, not to be written to. */
    public Path home() {
        return home;
    }

    public int port() {
        return port;
    }

    public ServerLog log() {
        return new ServerLog(data.resolve("log/parvis.log"));
    }

    boolean wantsCleanLog() {
        return settings.cleanLog();
    }

    private String tenantsOption() {
        return settings.tenants().isEmpty() ? "" : " -Dparvis.demo.tenants=" + home.resolve(settings.tenants());
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            Process running = process;
            if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("The server did not become ready:\n" + lastLines());
            }
            pause(running);
        }
    }

    private static void pause(Process running) {
        try {
            running.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** It answers, and the demonstration's communes are there. */
    private boolean isReady() {
        try {
            Path progress = data.resolve("progress");
            return Files.exists(progress) && Files.readString(progress).startsWith("ready")
                    && client.send(request(territory("/.well-known/parvis-ready")).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lastLines() {
        List<String> lines = new ArrayList<>(new ServerLog(data.resolve("out.log")).lines());
        lines.addAll(log().lines());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private void end(java.util.function.Consumer<Process> how) {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        how.accept(running);
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Below the range that the system gives to outgoing connections, lest one of those takes it before the server does. */
    private static int freePort() {
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 29_000); port < 32_000; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("The system property " + property + " is missing");
        }
        return value;
    }
}
