package org.parvis.files.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Sizes of what was read last: what lies under a name never changes, and a reader can be told its length without asking for it first. */
final class KnownSizes {
    private static final int MOST = 20_000;

    private final Map<String, Long> sizes = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    });

    OptionalLong of(String name) {
        Long size = sizes.get(name);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    void learn(String name, Long size) {
        sizes.put(name, size);
    }

    void forget(String name) {
        sizes.remove(name);
    }
}
