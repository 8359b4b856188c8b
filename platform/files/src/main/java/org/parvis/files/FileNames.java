package org.parvis.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of files as people give them. */
public final class FileNames {
    private static final int LONGEST = 120;

    private FileNames() {}

    /** Without folders, control characters and what file systems dislike. */
    public static String clean(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*%;]", " ")
                .strip()
                .replaceAll("^\\.+", "");
        String kept = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return kept.isBlank() ? "document" : kept;
    }

    /** For the last segment of a path, and for {@code filename*} (RFC 8187). */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
