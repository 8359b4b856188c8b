package org.parvis.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.plugin.PluginFleet.Refused;

class SignaturesTest {

    @TempDir
    Path folder;

    private Path jar;
    private Signatures signatures;

    @BeforeEach
    void make() throws IOException {
        jar = SampleJar.plugin("news", "1.0.0").file("plugin/x", "text").in(folder, "news.jar");
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        key("ours");
        key("stranger");
        tool("keytool", "-exportcert", "-rfc", "-alias", "ours", "-file", trusted.resolve("ours.pem").toString());
        signatures = new Signatures(trusted);
    }

    private void key(String alias) throws IOException {
        tool("keytool", "-genkeypair", "-keyalg", "EC", "-alias", alias, "-dname", "CN=" + alias, "-validity", "30");
    }

    private void sign(String alias) throws IOException {
        tool("jarsigner", jar.toString(), alias);
    }

    private void tool(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", name).toString()));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", "secret"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }

    @Test
    void a_jar_signed_by_a_trusted_key_is_accepted() throws IOException {
        sign("ours");
        assertThatCode(() -> signatures.check(jar)).doesNotThrowAnyException();
    }

    @Test
    void a_jar_that_is_not_signed_is_refused() {
        assertThatThrownBy(() -> signatures.check(jar)).isInstanceOf(Refused.class).hasMessageContaining("is not signed");
    }

    @Test
    void a_jar_signed_by_a_stranger_is_refused() throws IOException {
        sign("stranger");
        assertThatThrownBy(() -> signatures.check(jar)).isInstanceOf(Refused.class).hasMessageContaining("no key that this installation trusts");
    }

    @Test
    void a_jar_that_was_changed_or_added_to_after_it_was_signed_is_refused() throws IOException {
        sign("ours");
        change("plugin/x", "other");
        assertThatThrownBy(() -> signatures.check(jar)).isInstanceOf(Refused.class).hasMessageContaining("changed after it was signed");
        change("plugin/x", "text");
        change("plugin/added", "more");
        assertThatThrownBy(() -> signatures.check(jar)).isInstanceOf(Refused.class).hasMessageContaining("is not signed (plugin/added)");
    }

    private void change(String path, String text) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath(path), text);
        }
    }
}
