package org.parvis.demarches;

import java.util.Set;
import org.parvis.api.file.Attachment;

/**
 * An attachment as it stands on a screen.
 *
 * @param path on the site, and below the base of the back office
 * @param kind how a browser shows it within a page: {@code pdf}, {@code image}, or {@code other}: not at all
 */
public record Piece(String id, String name, String path, String kilobytes, String kind) {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");
    private static final String PDF = "application/pdf";

    public static Piece of(Attachment file) {
        return new Piece(file.id(), file.fileName(), Pieces.path(file), Widget.kilobytes(file.size()), kind(file.type()));
    }

    private static String kind(String type) {
        return type.equals(PDF) ? "pdf" : IMAGES.contains(type) ? "image" : "other";
    }

    /** Whether a browser may show it rather than store it. */
    static boolean shown(String type) {
        return !kind(type).equals("other");
    }
}
