package org.parvis.themes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.api.view.Theme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The themes in force: replaced as a whole, so that no page is rendered of two halves. */
final class InstalledThemes {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledThemes.class);
    private static final String BASE = "base";

    private volatile Map<String, Chain> chains = Map.of();
    /** Told once, not at each change. */
    private final Set<List<ThemeSource>> refusals = new HashSet<>();

    /** The chain of a theme; of {@code base} if that theme is not installed. */
    Optional<Chain> chain(String id) {
        Map<String, Chain> now = chains;
        Chain chain = now.get(id);
        return Optional.ofNullable(chain != null ? chain : now.get(BASE));
    }

    Optional<Chain> exactly(String id) {
        return Optional.ofNullable(chains.get(id));
    }

    List<Theme> all() {
        return chains.values().stream().map(Chain::theme).toList();
    }

    Collection<Chain> chains() {
        return chains.values();
    }

    /**
     * Puts these versions in force.
     *
     * @param candidates of each theme the versions that are installed, the preferred one first
     */
    synchronized void install(Map<String, List<ThemeSource>> candidates) {
        Map<String, Chain> before = chains;
        refusals.removeIf(refused -> !candidates.getOrDefault(refused.get(0).id(), List.of()).contains(refused.get(0)));
        Map<String, Chain> next = new TreeMap<>();
        for (String id : candidates.keySet()) {
            resolve(id, candidates, before, next, new ArrayList<>());
        }
        chains = Collections.unmodifiableMap(next);
    }

    private @Nullable Chain resolve(
            String id, Map<String, List<ThemeSource>> candidates, Map<String, Chain> before, Map<String, Chain> next, List<String> open) {
        Chain done = next.get(id);
        if (done != null) {
            return done;
        }
        if (open.contains(id)) {
            LOG.error("Theme {} inherits from itself: {}", id, open);
            return null;
        }
        open.add(id);
        for (ThemeSource source : candidates.getOrDefault(id, List.of())) {
            Chain chain = tryOne(source, candidates, before, next, open);
            if (chain != null) {
                next.put(id, chain);
                open.remove(id);
                return chain;
            }
        }
        open.remove(id);
        return null;
    }

    private @Nullable Chain tryOne(
            ThemeSource source, Map<String, List<ThemeSource>> candidates, Map<String, Chain> before, Map<String, Chain> next, List<String> open) {
        List<ThemeSource> sources = new ArrayList<>();
        sources.add(source);
        if (source.parent() != null) {
            Chain parent = resolve(source.parent(), candidates, before, next, open);
            if (parent == null) {
                LOG.debug("Theme {} waits for its parent {}", source.id(), source.parent());
                return null;
            }
            sources.addAll(parent.sources());
        }
        Chain old = before.get(source.id());
        if (old != null && same(old.sources(), sources)) {
            return old;
        }
        try {
            return refusals.contains(sources) ? null : new Chain(sources);
        } catch (InvalidTheme refused) {
            refusals.add(List.copyOf(sources));
            LOG.error("{} is not used: {}", source.owner(), refused.getMessage());
            return null;
        }
    }

    private static boolean same(List<ThemeSource> one, List<ThemeSource> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** As a map from id to versions, for {@link #install}. */
    static Map<String, List<ThemeSource>> only(Collection<ThemeSource> sources) {
        Map<String, List<ThemeSource>> candidates = new HashMap<>();
        sources.forEach(source -> candidates.computeIfAbsent(source.id(), id -> new ArrayList<>()).add(source));
        return candidates;
    }
}
