package org.parvis.identity.oidc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Reads a secret from a file of its own: it is neither in the configuration, which the container copies, nor in a backup of it. */
final class SecretFile {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /** @throws IllegalArgumentException if it is not there, empty, or others may read it */
    static String read(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("clientSecretFile is missing");
        }
        try {
            Path file = Path.of(path.strip());
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null && !OWNER.containsAll(posix.readAttributes().permissions())) {
                throw new IllegalArgumentException("clientSecretFile may be read by others than its owner: chmod 600 " + file);
            }
            List<String> lines = Files.readAllLines(file);
            String secret = lines.isEmpty() ? "" : lines.get(0).strip();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("clientSecretFile is empty: " + file);
            }
            return secret;
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("clientSecretFile cannot be read: " + path, unreadable);
        }
    }
}
