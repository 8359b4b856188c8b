package org.parvis.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server wrote to its log so far. */
public record ServerLog(Path file) {

    /** All lines; none when nothing was written yet. */
    public List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines at level ERROR, lines that begin a stack trace, messages that are not there: each is a bug. */
    public List<String> errors() {
        return lines().stream()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ") || line.contains("There is no message "))
                .limit(40)
                .toList();
    }
}
