package org.parvis.demarches.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words of a fixed set, as they are written in files. */
final class Codes {
    private Codes() {}

    static <E extends Enum<E>> Optional<E> one(Class<E> type, String word, Source source, String pointer, Faults faults) {
        List<String> known = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.equals(word) || name.replace('_', '-').equals(word)) {
                return Optional.of(each);
            }
            known.add(name);
        }
        faults.at(source, pointer, "word", word, String.join(", ", known));
        return Optional.empty();
    }
}
