package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Plugins are replaced while people read: not one request fails, nothing is left behind. */
@Parvis(name = "hot-update", cleanLog = false)
class HotUpdateTest {

    private static final int UPDATES = 20;
    /** Bytes of metaspace that classes used for the first time may take; eighteen copies of a plugin take more. */
    private static final long ROOM = 5_000_000;

    /** Versions that a parser of Derby may hold by the stack trace of its making: one at most for each of its contexts, not one for each update. */
    private static final long PINNED = 2;

    private static final Pattern LOADERS = Pattern.compile("(\\d+) +\\d+ +org\\.apache\\.felix\\.framework\\.BundleWiringImpl\\$BundleClassLoader\\s");
    private static final Pattern METASPACE = Pattern.compile("jvm_memory_used_bytes\\{pool=\"Metaspace\"} (\\d+)");

    @Test
    void twenty_updates_under_load_fail_nobody_and_leave_nothing_behind(Server server) throws IOException, InterruptedException {
        UpdatedJar news = UpdatedJar.of(server, "org.parvis.news");
        List<URI> pages = List.of(
                server.commune("rodez", "/actualites"),
                server.commune("rodez", "/"),
                server.commune("agen-d-aveyron", "/actualites/flux.json"),
                server.commune("millau", "/"),
                server.territory("/"));
        try (Visitors visitors = new Visitors(server, pages)) {
            for (int update = 1; update <= 2; update++) {
                update(server, news, update);
            }
            awaitLeft(server);
            long loadersBefore = loaders(server);
            long before = metaspace(server);
            for (int update = 3; update <= UPDATES; update++) {
                update(server, news, update);
            }
            awaitLeft(server);
            long loadersAfter = loaders(server);
            long after = metaspace(server);
            visitors.stop();
            assertThat(visitors.failures()).isEmpty();
            assertThat(visitors.answered()).isGreaterThan(1_000);
            assertThat(loadersAfter).as("class loaders of bundles, %s before", loadersBefore).isLessThanOrEqualTo(loadersBefore + PINNED);
            assertThat(after).as("bytes of metaspace, %s before", before).isLessThan(before + ROOM);
        }
    }

    @Test
    void a_version_whose_migration_fails_leaves_the_older_one_serving(Server server) throws IOException {
        Path broken = UpdatedJar.of(server, "org.parvis.hello")
                .with("plugin/db/changelog.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: hello-2-broken
                              author: parvis
                              changes:
                                - dropTable: {tableName: hello_no_such_table}
                        """)
                .version("9.0.0", server.data().resolve("broken.jar"));
        console(server, "parvis:plugin-activate --tenants rodez hello");
        var installed = server.console("parvis:plugin-install " + broken);
        assertThat(installed.status()).isNotZero();
        assertThat(installed.text()).contains("migration failed");
        assertThat(server.get(server.commune("rodez", "/bonjour")).statusCode()).isEqualTo(200);
        assertThat(server.console("parvis:plugin-list").text()).contains("FAILED").contains("hello_no_such_table".toUpperCase(Locale.ROOT));
    }

    @Test
    void a_plugin_is_there_for_one_tenant_as_soon_as_it_is_activated_and_gone_as_soon_as_it_is_not(Server server) {
        URI page = server.commune("millau", "/bonjour");
        assertThat(server.get(page).statusCode()).isEqualTo(404);
        console(server, "parvis:plugin-activate --tenants millau hello");
        assertThat(server.get(page).statusCode()).isEqualTo(200);
        assertThat(server.get(server.commune("aguessac", "/bonjour")).statusCode()).isEqualTo(404);
        console(server, "parvis:plugin-deactivate --tenants millau hello");
        assertThat(server.get(page).statusCode()).isEqualTo(404);
    }

    private static void console(Server server, String command) {
        var output = server.console(command);
        assertThat(output.status()).as(output.text()).isZero();
    }

    private static void update(Server server, UpdatedJar news, int update) throws IOException, InterruptedException {
        String version = "1.0." + update;
        news.version(version, server.data().resolve("deploy/news.jar"));
        Waiting.until("news " + version + " serves", () -> state(server, "news", version).contains("READY"));
    }

    /** The line of a version in the list. */
    private static String state(Server server, String plugin, String version) {
        return server.console("parvis:plugin-list").text().lines()
                .filter(line -> line.matches(plugin + "\\s+" + Pattern.quote(version) + "\\s.*"))
                .findFirst()
                .orElse("");
    }

    private static void awaitLeft(Server server) throws InterruptedException {
        Waiting.until("old versions have left", () -> server.console("parvis:plugin-list").text().lines()
                .filter(line -> line.startsWith("news "))
                .count() == 1);
    }

    /** Class loaders of bundles that are alive when all is collected: each collection unloads what compiled code named until the one before. */
    private static long loaders(Server server) throws IOException, InterruptedException {
        long left = Long.MAX_VALUE;
        for (long now = counted(server); now < left; now = counted(server)) {
            left = now;
        }
        return left;
    }

    private static long counted(Server server) throws IOException, InterruptedException {
        inJvm(server, "GC.run");
        inJvm(server, "GC.run_finalization");
        String histogram = inJvm(server, "GC.class_histogram");
        Matcher matcher = LOADERS.matcher(histogram);
        assertThat(matcher.find()).as(histogram.lines().limit(5).toList().toString()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long metaspace(Server server) throws IOException, InterruptedException {
        inJvm(server, "GC.run");
        Matcher matcher = METASPACE.matcher(server.get(server.territory("/.well-known/parvis-metrics")).body());
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String inJvm(Server server, String command) throws IOException, InterruptedException {
        String process = Files.readString(server.data().resolve("karaf.pid")).strip();
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process running = new ProcessBuilder(tool.toString(), process, command).redirectErrorStream(true).start();
        String text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(text).isZero();
        return text;
    }
}
