package org.parvis.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.route.Form;
import org.parvis.api.route.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A form as it came; its files lie on disk until it is closed. */
final class SubmittedForm implements Form, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubmittedForm.class);

    private final Map<String, List<String>> fields;
    private final Map<String, List<Spooled>> files;

    SubmittedForm(Map<String, List<String>> fields, Map<String, List<Spooled>> files) {
        this.fields = fields;
        this.files = files;
    }

    /** A file on disk. */
    record Spooled(Path file, String fileName, String declaredType, long size) implements Upload {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    @Override
    public String value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? "" : all.get(0).replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    @Override
    public List<String> values(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    @Override
    public Optional<Upload> file(String name) {
        return files(name).stream().findFirst();
    }

    @Override
    public List<Upload> files(String name) {
        return List.copyOf(files.getOrDefault(name, List.of()));
    }

    @Override
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        fields.keySet().forEach(name -> typed.put(name, value(name)));
        return typed;
    }

    @Override
    public void close() {
        delete(files);
    }

    static void delete(Map<String, List<Spooled>> files) {
        for (List<Spooled> ofField : files.values()) {
            for (Spooled spooled : ofField) {
                try {
                    Files.deleteIfExists(spooled.file());
                } catch (IOException e) {
                    LOG.warn("An uploaded file could not be deleted: {}", e.toString());
                }
            }
        }
    }
}
