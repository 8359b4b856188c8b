package org.parvis.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Route;

/** The parameters of a request that its route declares; all others do as if they were not there. */
final class Query {
    private static final int MOST_PARAMETERS = 200;
    private static final int LONGEST = 4096;

    static final Query NONE = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Parses a query string.
     *
     * @throws Invalid 400 if a declared parameter is malformed, 414 if all is too long
     */
    static Query parse(@Nullable String raw, Set<String> declared) {
        if (raw == null || raw.isEmpty() || declared.isEmpty()) {
            return NONE;
        }
        if (raw.length() > LONGEST) {
            throw Invalid.request(414, "problem.414");
        }
        boolean all = declared.contains(Route.EVERY_PARAMETER);
        return new Query(Pairs.parse(raw, MOST_PARAMETERS, name -> all || declared.contains(name)));
    }

    Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The same for any order in which the parameters were written. */
    String canonical() {
        if (values.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (String name : new TreeSet<>(values.keySet())) {
            for (String value : all(name)) {
                text.append(text.isEmpty() ? "" : "&");
                Paths.encode(name, text);
                text.append('=');
                Paths.encode(value, text);
            }
        }
        return text.toString();
    }

    /** Name-value pairs as in a query string or a URL-encoded form. */
    static final class Pairs {
        private Pairs() {}

        static Map<String, List<String>> parse(String raw, int most, Predicate<String> wanted) {
            Map<String, List<String>> pairs = new LinkedHashMap<>();
            int count = 0;
            int start = 0;
            while (start <= raw.length()) {
                int end = raw.indexOf('&', start);
                end = end < 0 ? raw.length() : end;
                if (end > start) {
                    if (++count > most) {
                        throw Paths.malformed();
                    }
                    add(raw, start, end, wanted, pairs);
                }
                start = end + 1;
            }
            return pairs;
        }

        private static void add(String raw, int start, int end, Predicate<String> wanted,
                Map<String, List<String>> pairs) {
            int equals = raw.indexOf('=', start);
            boolean bare = equals < 0 || equals > end;
            String name = Paths.decode(raw, start, bare ? end : equals, true);
            if (wanted.test(name)) {
                String value = bare ? "" : Paths.decode(raw, equals + 1, end, true);
                pairs.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
            }
        }
    }
}
