package org.parvis.demarches;

import java.util.ArrayList;
import java.util.List;

/** On which version a file was when a line of its history was written: so that the line is read with the words of that version. */
public final class OnVersions {
    private static final String ARROW = " → ";

    private OnVersions() {}

    /** What a line about a move to another version is about. */
    public static String about(int from, int to) {
        return from + ARROW + to;
    }

    /**
     * The version at each line, oldest first.
     *
     * @param now the version on which the file is
     */
    static List<Integer> of(List<Entry> entries, int now) {
        int version = entries.stream().filter(OnVersions::moves).findFirst().map(first -> number(first, 0)).orElse(now);
        List<Integer> versions = new ArrayList<>();
        for (Entry entry : entries) {
            version = moves(entry) ? number(entry, 1) : version;
            versions.add(version);
        }
        return versions;
    }

    private static boolean moves(Entry entry) {
        return entry.kind() == Entry.Kind.MIGRATED;
    }

    private static int number(Entry entry, int which) {
        return Integer.parseInt(entry.about().split(ARROW)[which]);
    }
}
