package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.parvis.plugins.sample.SampleActivator;

/** Makes jars of plugins. */
final class SampleJar {

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private SampleJar(String symbolicName, String version) {
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", symbolicName);
        header("Bundle-Version", version);
    }

    static SampleJar plugin(String id, String version) {
        SampleJar jar = new SampleJar("org.example." + id, version)
                .header("Parvis-Plugin", id + ";core=false;permissions=\"" + id + ".write=editor\"")
                .header("Bundle-Activator", SampleActivator.class.getName())
                .header("Import-Package", "org.osgi.framework,org.parvis.api.route;version=\"[0.1,1)\"");
        String path = SampleActivator.class.getName().replace('.', '/') + ".class";
        try (InputStream in = SampleJar.class.getClassLoader().getResourceAsStream(path)) {
            jar.files.put(path, in.readAllBytes());
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SampleJar theme(String id, String version) {
        return new SampleJar("org.example.theme." + id, version).header("Parvis-Theme", id);
    }

    SampleJar header(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    SampleJar file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** With a component that needs a service which nobody offers. */
    SampleJar lackingService() {
        header("Service-Component", "OSGI-INF/lacking.xml");
        return file(
                "OSGI-INF/lacking.xml",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.5.0" name="org.example.Pages">
                  <service><provide interface="org.parvis.api.route.Routes"/></service>
                  <reference name="payment" interface="org.example.Payment"/>
                  <implementation class="org.example.Pages"/>
                </scr:component>
                """);
    }

    Path in(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", ".tmp");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                for (var file : files.entrySet()) {
                    out.putNextEntry(new JarEntry(file.getKey()));
                    out.write(file.getValue());
                }
            }
            return Files.move(part, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path kar(Path folder, String name, Path... jars) {
        try {
            Path kar = folder.resolve(name);
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(kar))) {
                out.putNextEntry(new ZipEntry("META-INF/KARAF.MF"));
                out.putNextEntry(new ZipEntry("repository/org/example/1.0.0/example-1.0.0-features.xml"));
                out.write("<features name=\"example\"/>".getBytes(StandardCharsets.UTF_8));
                for (Path jar : jars) {
                    out.putNextEntry(new ZipEntry("repository/org/example/" + jar.getFileName()));
                    Files.copy(jar, out);
                }
            }
            return kar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
