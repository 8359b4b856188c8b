package org.parvis.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.file.ResumableUploads;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A form as it came; its files lie on disk until it is closed. */
final class SubmittedForm implements Form, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubmittedForm.class);

    private final Map<String, List<String>> fields;
    private final Map<String, List<Spooled>> files;
    private final Map<String, List<Upload>> sentBefore = new LinkedHashMap<>();
    private final List<String> resumed = new ArrayList<>();

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
        List<Upload> all = new ArrayList<>(files.getOrDefault(name, List.of()));
        all.addAll(sentBefore.getOrDefault(name, List.of()));
        return List.copyOf(all);
    }

    @Override
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        fields.keySet().forEach(name -> typed.put(name, value(name)));
        return typed;
    }

    /**
     * Adds the files that were sent before the form and that its hidden fields name.
     *
     * @param most bytes that all of them may have
     */
    void resume(Function<String, Optional<Upload>> finished, long most) {
        for (Map.Entry<String, List<String>> hidden : fields.entrySet()) {
            if (hidden.getKey().endsWith(ResumableUploads.FIELD)) {
                String name = hidden.getKey().substring(0, hidden.getKey().length() - ResumableUploads.FIELD.length());
                for (String id : hidden.getValue()) {
                    sentBefore.computeIfAbsent(name, ignored -> new ArrayList<>()).add(finished.apply(id).orElseGet(() -> new Gone(name)));
                    resumed.add(id);
                }
            }
        }
        if (sentBefore.values().stream().flatMap(List::stream).mapToLong(Upload::size).sum() > most) {
            throw LimitedBody.tooLarge(most);
        }
    }

    /** Ids of the files that were sent before the form. */
    List<String> resumed() {
        return resumed;
    }

    /** A file that should have been sent and is not there: whoever opens it refuses its field, with all else that was typed. */
    private record Gone(String field) implements Upload {
        @Override
        public String fileName() {
            return "";
        }

        @Override
        public String declaredType() {
            return "";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            throw Invalid.field(field, "files.upload.gone");
        }
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
