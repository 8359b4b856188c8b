package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.parvis.api.plugin.PluginFleet.Refused;

/** The folder where installed jars are kept, and the reading of those that come. */
final class Jars {

    private static final long MAX_UNPACKED = 256L << 20;

    private final Path folder;

    Jars(Path folder) {
        this.folder = folder;
    }

    /** A jar of a plugin or theme that was read. */
    record Jar(Descriptor descriptor, Path file, String digest) {}

    /**
     * The plugins and themes in a file that an operator brings: the jar itself, or those below {@code repository/} of a KAR; themes
     * first. Empty if there is none.
     *
     * @param scratch folder to unpack a KAR into; the caller deletes it
     * @throws Refused if it cannot be read, or is a KAR that is none of ours or too large
     */
    List<Jar> read(Path file, Path scratch) throws IOException {
        try {
            List<Jar> jars = new ArrayList<>();
            for (Path jar : Kar.is(file) ? new Kar(file, MAX_UNPACKED).unpack(scratch) : List.of(file)) {
                open(jar).ifPresent(jars::add);
            }
            jars.sort(Comparator.comparing(jar -> jar.descriptor().kind() == Descriptor.Kind.THEME ? 0 : 1));
            return jars;
        } catch (ZipException e) {
            String kind = Kar.is(file) ? " is no readable KAR: " : " is no readable jar: ";
            throw new Refused(file.getFileName() + kind + e.getMessage());
        }
    }

    Optional<Jar> open(Path jar) throws IOException {
        String digest = digest(jar);
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            if (file.getManifest() == null) {
                return Optional.empty();
            }
            Attributes headers = file.getManifest().getMainAttributes();
            return Descriptor.read(headers::getValue, digest).map(descriptor -> new Jar(descriptor, jar, digest));
        }
    }

    /** Copies a jar into the folder; where it is kept from now on. */
    Path keep(Jar jar) throws IOException {
        Files.createDirectories(folder);
        Path target = path(jar.descriptor());
        if (!target.equals(jar.file())) {
            Path part = Files.createTempFile(folder, "part", ".tmp");
            Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    /** The kept jar of a version, if there is one. */
    Optional<Jar> kept(Descriptor descriptor) throws IOException {
        Path path = path(descriptor);
        return Files.exists(path) ? open(path) : Optional.empty();
    }

    void forget(Descriptor descriptor) throws IOException {
        Files.deleteIfExists(path(descriptor));
    }

    /** All kept jars, oldest file first. */
    List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
    }

    /** Deletes a folder of our own with all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private Path path(Descriptor descriptor) {
        return folder.resolve(descriptor.fileName());
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
