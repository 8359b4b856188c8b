package org.parvis.site.wordpress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.site.wordpress.ImportItem.Kind;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.site.wordpress.ItemTable.Place;

/** In which order items are imported: pages before those below them and as WordPress lists them, then posts as in the file. */
final class ImportOrder {

    private final List<Place> all;
    private final Map<Long, Place> pages = new HashMap<>();
    /** Ids on this site, by number in WordPress. */
    private final Map<Long, String> targets = new HashMap<>();

    ImportOrder(List<Place> places) {
        all = places;
        for (Place place : places) {
            if (place.kind() == Kind.PAGE) {
                pages.putIfAbsent(place.oldId(), place);
                done(place, place.target());
            }
        }
    }

    List<Place> waiting() {
        Map<Place, Integer> depths = new HashMap<>();
        all.forEach(place -> depths.put(place, depth(place)));
        return all.stream()
                .filter(place -> place.outcome() == Outcome.WAITING)
                .sorted(Comparator.comparing(Place::kind)
                        .thenComparing(depths::get)
                        .thenComparing(place -> place.kind() == Kind.PAGE ? place.menuOrder() : 0)
                        .thenComparing(place -> place.kind() == Kind.PAGE ? place.title() : "")
                        .thenComparing(Place::number))
                .toList();
    }

    /** How many pages stand above; pages in a circle stand below nobody. */
    private int depth(Place place) {
        int depth = 0;
        Set<Long> line = new HashSet<>();
        Place at = place.kind() == Kind.PAGE ? pages.get(place.oldParent()) : null;
        while (at != null && line.add(at.oldId())) {
            depth++;
            at = pages.get(at.oldParent());
        }
        return depth;
    }

    /** Id of the page above on this site, if it is there already. */
    @Nullable UUID parent(Place place) {
        String parent = place.kind() == Kind.PAGE && place.oldParent() != place.oldId() ? targets.get(place.oldParent()) : null;
        return parent == null ? null : UUID.fromString(parent);
    }

    void done(Place place, String target) {
        if (place.kind() == Kind.PAGE && !target.isEmpty()) {
            targets.putIfAbsent(place.oldId(), target);
        }
    }
}
