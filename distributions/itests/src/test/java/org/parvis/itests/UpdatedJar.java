package org.parvis.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.parvis.testkit.server.Server;

/** The jar of a plugin as the distribution has it, under another version. */
final class UpdatedJar {

    private final Path jar;
    private final Map<String, byte[]> replaced = new HashMap<>();

    private UpdatedJar(Path jar) {
        this.jar = jar;
    }

    static UpdatedJar of(Server server, String symbolicName) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(server.home().resolve("deploy"), symbolicName + "-*.jar")) {
            return new UpdatedJar(jars.iterator().next());
        }
    }

    UpdatedJar with(String path, String text) {
        replaced.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes it whole to a place beside the target, then moves it there. */
    Path version(String version, Path target) throws IOException {
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "update", ".part");
        try (JarFile old = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(old.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                for (JarEntry entry : (Iterable<JarEntry>) old.stream()::iterator) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        copy(old, entry, out);
                    }
                }
            }
        }
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(JarFile old, JarEntry entry, JarOutputStream out) throws IOException {
        byte[] bytes = replaced.get(entry.getName());
        if (bytes != null) {
            out.write(bytes);
            return;
        }
        try (InputStream in = old.getInputStream(entry)) {
            in.transferTo(out);
        }
    }
}
