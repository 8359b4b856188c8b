package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parvis.api.content.PostImporter.Remark;

/** What an agent should know about an item, each thing once. */
final class Findings {

    private static final int MOST = 100;
    private static final int LONGEST_ARGUMENT = 300;
    private static final String PREFIX = "site.import.remark.";

    private final Set<Remark> remarks = new LinkedHashSet<>();

    /** @param key after {@code site.import.remark.} */
    void add(String key, String... arguments) {
        List<String> cut = new ArrayList<>();
        for (String argument : arguments) {
            cut.add(argument.length() > LONGEST_ARGUMENT ? argument.substring(0, LONGEST_ARGUMENT) + "…" : argument);
        }
        add(new Remark(PREFIX + key, cut));
    }

    void add(Remark remark) {
        if (remarks.size() < MOST) {
            remarks.add(remark);
        }
    }

    List<Remark> all() {
        return List.copyOf(remarks);
    }
}
