package org.parvis.files.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file of master keys: a line each, its name and 32 bytes in Base64, the newest first; readable by its owner alone.
 *
 * <p>It stands with the configuration and not with the data, so that a copy of the data alone opens nothing.
 */
final class MasterKeys {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    MasterKeys(Path file) {
        this.file = file;
    }

    /** A key; its name says nothing about it. */
    record MasterKey(String name, byte[] bytes) {}

    boolean exist() {
        return Files.exists(file);
    }

    Path file() {
        return file;
    }

    /** The newest first. */
    List<MasterKey> read() throws IOException {
        refuseOpen();
        Map<String, MasterKey> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+");
                byte[] bytes = parts.length == 2 ? decoded(parts[1]) : new byte[0];
                if (bytes.length != KEY_BYTES) {
                    throw new IOException("a line of " + file + " is no key: name, space, 32 bytes in Base64");
                }
                keys.put(parts[0], new MasterKey(parts[0], bytes));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + " holds no key");
        }
        return List.copyOf(keys.values());
    }

    /** Writes a new key before those that are there; the old ones stay, for copies of the database that were made under them. */
    MasterKey add() throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        byte[] name = new byte[4];
        RANDOM.nextBytes(name);
        MasterKey made = new MasterKey(HexFormat.of().formatHex(name), bytes);
        String lines = exist() ? read().stream().map(MasterKeys::line).collect(Collectors.joining()) : "";
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), "files-key", null, ownerOnly());
        Files.writeString(beside, line(made) + lines, StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    private static String line(MasterKey key) {
        return key.name() + " " + Base64.getEncoder().encodeToString(key.bytes()) + "\n";
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("a key is not in Base64", malformed);
        }
    }

    private void refuseOpen() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
                throw new IOException("others may read " + file + ": chmod 600 " + file);
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
