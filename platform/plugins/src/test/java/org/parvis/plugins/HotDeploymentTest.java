package org.parvis.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.parvis.api.data.Migrations;
import org.parvis.api.data.Migrations.MigrationFailed;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.PluginFleet.Mode;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.api.plugin.PluginFleet.State;
import org.parvis.api.plugin.PluginFleet.Version;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.PluginsChanged;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;

class HotDeploymentTest {

    private static final TenantId RODEZ = new TenantId(UUID.fromString("00000000-0000-7000-8000-0000000000aa"));
    private static final TenantId AGEN = new TenantId(UUID.fromString("00000000-0000-7000-8000-0000000000bb"));

    @TempDir
    Path folder;

    private RunningFramework running;

    @BeforeEach
    void start() {
        SampleJar.plugin("news", "1.0.0").in(folder.resolve("deploy"), "news-1.0.0.jar");
        running = new RunningFramework(folder, new MemoryDatabase(), migrations());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private static Migrations migrations() {
        return source -> {
            if (source.paths().contains("broken.yaml")) {
                throw new MigrationFailed("change set news-2: column missing", null);
            }
        };
    }

    private String served(TenantId tenant) {
        return running.plugins().with(tenant, HotDeploymentTest::path);
    }

    private static String path(ActivePlugins plugins) {
        List<String> paths = plugins.of(Routes.class).stream().map(routes -> routes.routes().get(0).pattern()).toList();
        return String.join(" ", paths);
    }

    private List<PluginRef> install(SampleJar jar, Mode mode) throws IOException {
        return running.fleet().install(jar.in(folder.resolve("brought"), "some.jar"), mode);
    }

    private List<String> states() {
        return running.fleet().versions().stream().map(version -> version.ref() + " " + version.state()).toList();
    }

    private List<String> installedBundles() {
        return Arrays.stream(running.context().getBundles()).map(Bundle::getLocation).filter(at -> at.startsWith("parvis:")).toList();
    }

    @Test
    void a_jar_that_lies_in_the_folder_serves_everybody_by_default() {
        assertThat(served(RODEZ)).isEqualTo("/1.0.0");
        assertThat(running.plugins().of(RODEZ)).isSameAs(running.plugins().of(AGEN));
        assertThat(running.plugins().of(RODEZ).permissions()).containsEntry("news.write", "editor");
        assertThat(running.plugins().installed()).hasSize(1);
    }

    @Test
    void a_newer_jar_that_is_dropped_replaces_the_older_one() {
        SampleJar.plugin("news", "1.1.0").in(running.deploy(), "news-1.1.0.jar");
        RunningFramework.await(() -> served(RODEZ).equals("/1.1.0"));
        RunningFramework.await(() -> installedBundles().equals(List.of("parvis:news-1.1.0")));
        RunningFramework.await(() -> Arrays.equals(folder.resolve("data/plugins").toFile().list(), new String[] {"news-1.1.0.jar"}));
    }

    @Test
    void who_holds_the_older_version_keeps_it_running() throws IOException {
        ActivePlugins old = running.plugins().of(RODEZ);
        var hold = old.hold().orElseThrow();
        install(SampleJar.plugin("news", "1.1.0"), Mode.NEWER);
        assertThat(served(RODEZ)).isEqualTo("/1.1.0");
        assertThat(path(old)).isEqualTo("/1.0.0");
        assertThat(states()).containsExactly("news 1.1.0 READY", "news 1.0.0 DRAINING");
        assertThat(old.hold()).isEmpty();
        hold.close();
        RunningFramework.await(() -> states().equals(List.of("news 1.1.0 READY")));
    }

    @Test
    void a_version_whose_migration_fails_never_serves_and_says_why() {
        SampleJar broken = SampleJar.plugin("news", "2.0.0").file("plugin/db/broken.yaml", "");
        assertThatThrownBy(() -> install(broken, Mode.NEWER)).isInstanceOf(Refused.class).hasMessageContaining("change set news-2");
        assertThat(served(RODEZ)).isEqualTo("/1.0.0");
        assertThat(installedBundles()).containsExactly("parvis:news-1.0.0");
        Version failed = running.fleet().versions().get(1);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.reason()).contains("column missing");
    }

    @Test
    void a_version_that_lacks_a_service_never_serves_and_says_which() {
        SampleJar lacking = SampleJar.plugin("news", "2.0.0").lackingService();
        assertThatThrownBy(() -> install(lacking, Mode.NEWER)).isInstanceOf(Refused.class).hasMessageContaining("org.example.Payment");
        assertThat(served(RODEZ)).isEqualTo("/1.0.0");
        assertThat(installedBundles()).containsExactly("parvis:news-1.0.0");
    }

    @Test
    void a_version_for_another_platform_is_refused_in_a_sentence() {
        SampleJar other = SampleJar.plugin("news", "2.0.0")
                .header("Import-Package", "org.osgi.framework,org.parvis.api.route;version=\"[7,8)\"");
        assertThatThrownBy(() -> install(other, Mode.NEWER))
                .isInstanceOf(Refused.class)
                .hasMessage("news 2.0.0 does not fit this platform, which does not offer org.parvis.api.route from 7.0.0 below 8.0.0");
    }

    @Test
    void what_is_no_plugin_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar at all");
        assertThatThrownBy(() -> running.fleet().install(text, Mode.NEWER)).isInstanceOf(Refused.class).hasMessageContaining("no readable jar");
        SampleJar bad = SampleJar.plugin("news", "2.0.0").header("Parvis-Plugin", "../etc");
        assertThatThrownBy(() -> install(bad, Mode.NEWER)).isInstanceOf(Refused.class).hasMessageContaining("no id");
    }

    @Test
    void the_same_version_with_other_content_is_refused_and_with_the_same_content_ignored() throws IOException {
        assertThat(running.fleet().install(running.deploy().resolve("news-1.0.0.jar"), Mode.NEWER)).isEmpty();
        SampleJar other = SampleJar.plugin("news", "1.0.0").file("plugin/x", "other");
        assertThatThrownBy(() -> install(other, Mode.NEWER)).isInstanceOf(Refused.class).hasMessageContaining("other content");
    }

    @Test
    void development_builds_of_one_version_replace_each_other() throws IOException {
        install(SampleJar.plugin("news", "1.1.0.SNAPSHOT").file("plugin/x", "one"), Mode.NEWER);
        String first = running.plugins().of(RODEZ).plugins().get(0).version();
        install(SampleJar.plugin("news", "1.1.0.SNAPSHOT").file("plugin/x", "two"), Mode.NEWER);
        String second = running.plugins().of(RODEZ).plugins().get(0).version();
        assertThat(first).startsWith("1.1.0.SNAPSHOT-").isNotEqualTo(second);
        assertThat(running.plugins().of(RODEZ).resource(new PluginRef("news", second), "x").orElseThrow()).hasContent("two");
        RunningFramework.await(() -> installedBundles().size() == 1);
    }

    @Test
    void a_held_version_serves_only_those_pinned_to_it_until_it_is_made_current() throws IOException {
        install(SampleJar.plugin("news", "1.1.0"), Mode.HELD);
        assertThat(served(RODEZ)).isEqualTo("/1.0.0");
        running.fleet().pin("news", "1.1.0", List.of(RODEZ));
        assertThat(served(RODEZ)).isEqualTo("/1.1.0");
        assertThat(served(AGEN)).isEqualTo("/1.0.0");
        assertThat(running.plugins().all().plugins()).hasSize(2);
        running.fleet().makeCurrent("news", "1.1.0");
        assertThat(served(AGEN)).isEqualTo("/1.1.0");
        RunningFramework.await(() -> installedBundles().size() == 1);
    }

    @Test
    void an_older_version_comes_back_only_when_that_is_asked_for() throws IOException {
        install(SampleJar.plugin("news", "1.1.0"), Mode.NEWER);
        assertThatThrownBy(() -> install(SampleJar.plugin("news", "1.0.5"), Mode.NEWER)).hasMessageContaining("older than 1.1.0");
        install(SampleJar.plugin("news", "1.0.5"), Mode.CURRENT);
        assertThat(served(RODEZ)).isEqualTo("/1.0.5");
    }

    @Test
    void the_operator_takes_a_plugin_from_one_and_gives_it_back() {
        running.plugins().deactivate("news", List.of(RODEZ));
        assertThat(served(RODEZ)).isEmpty();
        assertThat(served(AGEN)).isEqualTo("/1.0.0");
        running.plugins().activate("news", List.of(RODEZ));
        assertThat(served(RODEZ)).isEqualTo("/1.0.0");
        assertThatThrownBy(() -> running.plugins().activate("nothing", List.of(RODEZ))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listeners_are_told_when_a_tenant_moves_between_sets_that_others_keep() {
        running.plugins().deactivate("news", List.of(RODEZ));
        AtomicInteger told = new AtomicInteger();
        running.context().registerService(PluginsChanged.class, told::incrementAndGet, null);
        running.plugins().deactivate("news", List.of(AGEN));
        assertThat(told).hasPositiveValue();
    }

    @Test
    void a_kar_brings_themes_and_plugins() throws IOException {
        Path parts = folder.resolve("parts");
        Path kar = SampleJar.kar(
                folder,
                "all.kar",
                SampleJar.theme("causse", "1.0.0").in(parts, "causse.jar"),
                SampleJar.plugin("agenda", "1.0.0").in(parts, "agenda.jar"));
        assertThat(running.fleet().install(kar, Mode.NEWER)).containsExactly(new PluginRef("causse", "1.0.0"), new PluginRef("agenda", "1.0.0"));
        assertThat(installedBundles()).contains("parvis:theme.causse-1.0.0", "parvis:agenda-1.0.0");
        running.fleet().install(SampleJar.theme("causse", "1.1.0").in(parts, "causse.jar"), Mode.NEWER);
        assertThat(installedBundles()).contains("parvis:theme.causse-1.1.0").doesNotContain("parvis:theme.causse-1.0.0");
    }

    @Test
    void what_was_installed_is_there_after_a_restart() throws IOException {
        install(SampleJar.plugin("news", "1.1.0"), Mode.NEWER);
        RunningFramework.await(() -> installedBundles().size() == 1);
        running.close();
        running = new RunningFramework(folder, new MemoryDatabase(), migrations());
        assertThat(served(RODEZ)).isEqualTo("/1.1.0");
        assertThat(installedBundles()).containsExactly("parvis:news-1.1.0");
    }

    @Test
    void twenty_updates_under_load_fail_nobody_and_leave_nothing_behind() throws Exception {
        AtomicBoolean loading = new AtomicBoolean(true);
        AtomicLong asked = new AtomicLong();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService visitors = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            visitors.execute(() -> {
                while (loading.get()) {
                    try {
                        served(RODEZ);
                        asked.incrementAndGet();
                    } catch (RuntimeException e) {
                        failed.incrementAndGet();
                    }
                }
            });
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int update = 1; update <= 20; update++) {
            install(SampleJar.plugin("news", "1.0." + update), Mode.NEWER);
            loaders.add(new WeakReference<>(loader("parvis:news-1.0." + update)));
        }
        RunningFramework.await(() -> installedBundles().size() == 1);
        loading.set(false);
        visitors.shutdown();
        assertThat(visitors.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failed).hasValue(0);
        assertThat(asked).hasValueGreaterThan(1000);
        assertThat(served(RODEZ)).isEqualTo("/1.0.20");
        loaders.remove(19);
        RunningFramework.await(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
    }

    private ClassLoader loader(String location) {
        return running.context().getBundle(location).adapt(BundleWiring.class).getClassLoader();
    }
}
