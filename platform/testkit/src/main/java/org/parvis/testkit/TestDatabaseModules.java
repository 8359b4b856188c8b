package org.parvis.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Migrations;

/** Finds the migrations of modules, in folders and jars. */
final class TestDatabaseModules {
    private static final String FOLDER = "plugin/db/";
    private static final String CHANGE_LOG = FOLDER + "changelog.yaml";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private TestDatabaseModules() {}

    /** All modules that have migrations on the class path. */
    static List<Migrations.Source> onClassPath() {
        List<Migrations.Source> found = new ArrayList<>();
        try {
            for (URL url : Collections.list(TestDatabaseModules.class.getClassLoader().getResources(CHANGE_LOG))) {
                found.add(at(url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static Migrations.Source at(URL changeLog) throws IOException, URISyntaxException {
        if (changeLog.getProtocol().equals("jar")) {
            String jar = changeLog.toString().substring("jar:".length(), changeLog.toString().indexOf("!/"));
            try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
                return root(files.getPath("/"));
            }
        }
        return root(Path.of(changeLog.toURI()).getParent().getParent().getParent());
    }

    /** The module whose class files begin here. */
    private static Migrations.Source root(Path root) throws IOException {
        return in(id(root), root.resolve(FOLDER));
    }

    /** The plugin's id, or the folder of its module while it is being built without a manifest. */
    private static String id(Path root) throws IOException {
        Path manifest = root.resolve(MANIFEST);
        if (Files.exists(manifest)) {
            try (InputStream content = Files.newInputStream(manifest)) {
                String header = new Manifest(content).getMainAttributes().getValue("Parvis-Plugin");
                if (header != null) {
                    return header.split(";", 2)[0].strip();
                }
            }
        }
        Path module = root.toAbsolutePath().getNameCount() > 2 ? root.toAbsolutePath().getParent().getParent() : null;
        return module == null ? "module" : String.valueOf(module.getFileName());
    }

    /** A module whose change log is in a folder. */
    static Migrations.Source in(String name, Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new InMemory(name, files);
    }

    /** Read at once: a jar is not kept open. */
    private record InMemory(String name, Map<String, byte[]> files) implements Migrations.Source {
        @Override
        public Optional<InputStream> open(String path) {
            byte @Nullable [] content = files.get(path);
            return content == null ? Optional.empty() : Optional.of(new ByteArrayInputStream(content));
        }

        @Override
        public List<String> paths() {
            return List.copyOf(files.keySet());
        }
    }
}
