package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.site.wordpress.Library.Attachment;

/** Attachments of the former site by number and by what they are attached to. */
final class Attachments {

    private final Map<Long, Attachment> byId = new HashMap<>();
    private final Map<Long, List<Attachment>> byParent = new HashMap<>();

    void add(long id, long parent, Attachment attachment) {
        byId.putIfAbsent(id, attachment);
        byParent.computeIfAbsent(parent, ignored -> new ArrayList<>()).add(attachment);
    }

    Optional<Attachment> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Attachment> of(long item) {
        return item == 0 ? List.of() : List.copyOf(byParent.getOrDefault(item, List.of()));
    }
}
