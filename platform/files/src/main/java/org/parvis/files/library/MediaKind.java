package org.parvis.files.library;

import java.util.Optional;
import java.util.stream.Stream;

/** What the library holds. */
public enum MediaKind {
    IMAGE("images"),
    DOCUMENT("documents");

    private final String path;

    MediaKind(String path) {
        this.path = path;
    }

    /** Segment of its addresses in the back office. */
    public String path() {
        return path;
    }

    static Optional<MediaKind> of(String path) {
        return Stream.of(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }
}
