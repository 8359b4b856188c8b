package org.parvis.operations.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who started the installation how far it is: one line, {@code <step> <done> <total>}, the steps being {@code import},
 * {@code accounts}, {@code content} and {@code ready}.
 */
final class ProgressFile {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);

    private final Path file;

    ProgressFile(Path folder) {
        this.file = folder.resolve("progress");
    }

    void at(String step, long done, long total) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.writeString(file.resolveSibling("progress.part"), step + " " + done + " " + total + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Progress cannot be written to {}: {}", file, e.getMessage());
        }
    }
}
