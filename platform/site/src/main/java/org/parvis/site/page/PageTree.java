package org.parvis.site.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pages of a site as a tree; immutable. A page whose parent is gone stands at the top. */
public final class PageTree {

    private static final int DEPTH = 6;

    private final Map<UUID, PageHead> byId = new LinkedHashMap<>();
    private final Map<UUID, List<PageHead>> below = new HashMap<>();
    private final List<PageHead> roots = new ArrayList<>();

    PageTree(List<PageHead> pages) {
        List<PageHead> ordered = pages.stream().sorted(Comparator.comparingInt(PageHead::position).thenComparing(PageHead::id)).toList();
        ordered.forEach(page -> byId.put(page.id(), page));
        for (PageHead page : ordered) {
            UUID parent = page.parent();
            if (parent == null || !byId.containsKey(parent)) {
                roots.add(page);
            } else {
                below.computeIfAbsent(parent, id -> new ArrayList<>()).add(page);
            }
        }
    }

    public List<PageHead> roots() {
        return List.copyOf(roots);
    }

    public List<PageHead> below(UUID page) {
        return List.copyOf(below.getOrDefault(page, List.of()));
    }

    public Optional<PageHead> byId(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<PageHead> all() {
        return List.copyOf(byId.values());
    }

    /** From the top down to the page itself. */
    public List<PageHead> line(PageHead page) {
        List<PageHead> line = new ArrayList<>();
        PageHead at = page;
        while (at != null && line.size() < DEPTH) {
            line.add(0, at);
            UUID parent = at.parent();
            at = parent == null ? null : byId.get(parent);
        }
        return line;
    }

    public String path(PageHead page) {
        StringBuilder path = new StringBuilder();
        line(page).forEach(step -> path.append('/').append(step.slug()));
        return path.toString();
    }

    /** The page at a path such as {@code /demarches/etat-civil}. */
    public Optional<PageHead> at(String path) {
        PageHead found = null;
        for (String slug : path.substring(1).split("/")) {
            List<PageHead> here = found == null ? roots : below.getOrDefault(found.id(), List.of());
            Optional<PageHead> next = here.stream().filter(page -> page.slug().equals(slug)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            found = next.get();
        }
        return Optional.ofNullable(found);
    }

    /** Those with the same parent, the page itself among them. */
    public List<PageHead> siblings(@Nullable UUID parent) {
        return parent == null || !byId.containsKey(parent) ? roots() : below(parent);
    }

    /** Whether one page is the other or stands below it. */
    public boolean isWithin(PageHead page, UUID branch) {
        return line(page).stream().anyMatch(step -> Objects.equals(step.id(), branch));
    }
}
