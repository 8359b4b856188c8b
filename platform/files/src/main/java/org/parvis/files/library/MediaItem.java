package org.parvis.files.library;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Image;

/**
 * A picture or a file of the library, as templates see it too.
 *
 * @param name of the file as it was sent; empty for pictures of former times
 * @param alt what a picture shows; empty if nobody said it
 * @param size bytes of a document, 0 for pictures
 * @param image of pictures
 * @param title what people call it
 * @param format extension in capital letters; empty if there is none
 * @param desk where agents edit it, below {@code /bureau/<slug>}
 * @param small path of a picture's smallest variant; empty for documents
 */
public record MediaItem(
        UUID id, MediaKind kind, String name, String alt, String credit, long size, Instant stored, @Nullable Image image, String title,
        String format, String desk, String small) {

    static MediaItem document(UUID id, String name, long size, Instant stored) {
        int dot = name.lastIndexOf('.');
        String format = dot < 0 ? "" : name.substring(dot + 1).toUpperCase(Locale.ROOT);
        return new MediaItem(id, MediaKind.DOCUMENT, name, "", "", size, stored, null, name, format, desk(MediaKind.DOCUMENT, id), "");
    }

    static MediaItem picture(UUID id, String name, String alt, String credit, Instant stored) {
        String title = !name.isEmpty() ? name : !alt.isEmpty() ? alt : id.toString();
        return new MediaItem(id, MediaKind.IMAGE, name, alt, credit, 0, stored, null, title, "", desk(MediaKind.IMAGE, id), "");
    }

    private static String desk(MediaKind kind, UUID id) {
        return "/mediatheque/" + kind.path() + "/" + id;
    }

    MediaItem shownAs(Image shown) {
        String smallest = shown.srcset().isEmpty() ? shown.src() : shown.srcset().split(" ", 2)[0];
        return new MediaItem(id, kind, name, alt, credit, size, stored, shown, title, format, desk, smallest);
    }
}
