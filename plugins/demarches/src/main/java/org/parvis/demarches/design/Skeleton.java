package org.parvis.demarches.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a procedure from nothing begins with: somebody's name and address, and a life of files that most of them have. */
final class Skeleton {
    static final List<String> KINDS = List.of("online", "link", "paper", "sheet");
    private static final String FOLDER = "/plugin/design/";
    private static final List<String> ALWAYS = List.of(Parts.HEADER, "messages_fr.properties", "messages_en.properties");
    private static final List<String> ONLINE = List.of(
            Parts.DATA, Parts.SCREENS, Parts.WORKFLOW, "documents/answer_fr.txt", "documents/answer_en.txt", "documents/refusal_fr.txt", "documents/refusal_en.txt");

    private Skeleton() {}

    static Parts of(String kind) {
        Map<String, byte[]> files = new TreeMap<>();
        ALWAYS.forEach(file -> files.put(file, read(file)));
        if (kind.equals("online")) {
            ONLINE.forEach(file -> files.put(file, read(file)));
        }
        Parts parts = Parts.of(files).orElseThrow();
        parts.header().put("kind", kind);
        if (!kind.equals("online")) {
            List.of("silence", "retention", "applicant").forEach(parts.header()::remove);
            parts.messages("fr").keys().stream().filter(key -> key.contains(".")).toList().forEach(parts::forget);
        }
        return parts;
    }

    private static byte[] read(String file) {
        try (InputStream in = Skeleton.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
