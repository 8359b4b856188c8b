package org.parvis.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.plugin.PluginFleet.Refused;

class KarTest {

    @TempDir
    Path folder;

    @Test
    void gives_the_plugins_and_themes_among_its_jars_themes_first() throws IOException {
        Path parts = folder.resolve("parts");
        Path library = archive("library.jar", Map.of("org/example/data.txt", new byte[9]));
        Path kar = SampleJar.kar(
                folder, "all.KAR", library, SampleJar.plugin("agenda", "1.0.0").in(parts, "a.jar"), SampleJar.theme("causse", "2.0.0").in(parts, "b.jar"));
        assertThat(new Jars(folder).read(kar, scratch())).extracting(jar -> jar.descriptor().ref().toString()).containsExactly("causse 2.0.0", "agenda 1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "repository/../../x.jar", "/etc/passwd", "repository\\..\\x.jar", "C:/x.jar"})
    void is_refused_if_it_names_a_file_outside_of_itself(String entry) {
        assertThatThrownBy(() -> unpack(archive("bad.kar", Map.of(entry, new byte[3]))))
                .isInstanceOf(Refused.class)
                .hasMessage("bad.kar is refused: it names a file outside of itself (" + entry + ")");
    }

    @Test
    void is_refused_if_little_unpacks_to_much_and_stops_there() throws IOException {
        Path bomb = archive("bomb.kar", Map.of("repository/a.jar", new byte[3 << 20]));
        assertThat(bomb).satisfies(file -> assertThat(Files.size(file)).isLessThan(10_000));
        Path scratch = scratch();
        assertThatThrownBy(() -> new Kar(bomb, 1 << 20).unpack(scratch))
                .isInstanceOf(Refused.class)
                .hasMessage("bomb.kar is refused: its jars are larger than 1 MiB when unpacked");
        assertThat(scratch.resolve("0.jar").toFile().length()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void is_refused_if_it_has_no_jar() {
        assertThatThrownBy(() -> unpack(archive("foreign.kar", Map.of("repository/readme.txt", new byte[3]))))
                .isInstanceOf(Refused.class)
                .hasMessage("foreign.kar has no jar below repository/: it is no KAR of a plugin or theme");
    }

    @Test
    void that_is_no_archive_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.kar"), "no archive");
        assertThatThrownBy(() -> new Jars(folder).read(text, scratch())).isInstanceOf(Refused.class).hasMessageStartingWith("text.kar is no readable KAR: ");
    }

    @Test
    void whose_jar_is_none_is_refused() {
        assertThatThrownBy(() -> unpack(archive("odd.kar", Map.of("repository/a.jar", new byte[30]))))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("odd.kar is no readable KAR: ");
    }

    private void unpack(Path kar) throws IOException {
        new Jars(folder).read(kar, scratch());
    }

    private Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "scratch");
    }

    private Path archive(String name, Map<String, byte[]> files) {
        Path archive = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive;
    }
}
