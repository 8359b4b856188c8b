package org.parvis.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real provider ({@code oidc-provider} of npm, at the version of the lock file) on loopback, in a process of its own. */
public final class OpenIdProvider implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "provider");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "provider.mjs");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String issuer;

    /** @param territory scheme and host of the installation whose addresses it sends people back to */
    public OpenIdProvider(String territory) {
        this(territory, "");
    }

    /** @param backChannel where it tells that a session has ended there; empty: nowhere */
    public OpenIdProvider(String territory, String backChannel) {
        try {
            install();
            process = new ProcessBuilder("node", "provider.mjs", territory, backChannel).directory(FOLDER.toFile())
                    .redirectError(FOLDER.resolve("provider.log").toFile()).start();
            issuer = "http://127.0.0.1:" + port();
        } catch (IOException failed) {
            throw new UncheckedIOException("the tests of OpenID Connect need node and npm (apt-get install nodejs npm)", failed);
        }
    }

    public String issuer() {
        return issuer;
    }

    /** Somebody whom it knows; claims as members of a JSON object. */
    public void knows(String subject, String claims) {
        control("{\"account\":{\"sub\":\"" + subject + "\"" + (claims.isEmpty() ? "" : "," + claims) + "}}");
    }

    /** Who signs in next. */
    public void next(String subject) {
        control("{\"next\":{\"as\":\"" + subject + "\"}}");
    }

    public void next(String subject, String acr) {
        control("{\"next\":{\"as\":\"" + subject + "\",\"acr\":\"" + acr + "\"}}");
    }

    /** The next one says no. */
    public void refuses() {
        control("{\"next\":{\"refuse\":true}}");
    }

    /** Its clock goes wrong by that many seconds. */
    public void clockAhead(long seconds) {
        control("{\"ahead\":" + seconds + "}");
    }

    public void rotateKeys(String generation) {
        control("{\"rotate\":\"" + generation + "\"}");
    }

    /** Whether it publishes the keys before the last rotation in place of those that it signs with. */
    public void publishesOldKeys(boolean old) {
        control("{\"withhold\":" + old + "}");
    }

    /** How often somebody had to identify themselves. */
    public int interactions() {
        return Integer.parseInt(control("{}").replaceAll("\\D", ""));
    }

    private String control(String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/control")).POST(HttpRequest.BodyPublishers.ofString(body)).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
            return response.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(FOLDER);
        boolean fresh = Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                && Files.exists(FOLDER.resolve("package-lock.json"))
                && Files.readString(FOLDER.resolve("package-lock.json")).equals(resource("package-lock.json"));
        for (String name : FILES) {
            try (InputStream file = open(name)) {
                Files.copy(file, FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (fresh) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").directory(FOLDER.toFile())
                .redirectErrorStream(true).redirectOutput(FOLDER.resolve("npm.log").toFile()).start();
        try {
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException("npm ci failed: " + Files.readString(FOLDER.resolve("npm.log")));
            }
        } catch (InterruptedException stopping) {
            throw new IOException(stopping);
        } finally {
            npm.destroy();
        }
    }

    private int port() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                return Integer.parseInt(line.substring("ready ".length()));
            }
        }
        throw new IOException("the provider did not start: " + Files.readString(FOLDER.resolve("provider.log")));
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = OpenIdProvider.class.getResourceAsStream("/provider/" + name);
        if (file == null) {
            throw new IOException(name + " is not among the test resources");
        }
        return file;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
