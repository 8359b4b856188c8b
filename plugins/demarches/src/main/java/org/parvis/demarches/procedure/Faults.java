package org.parvis.demarches.procedure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a package; a package with hundreds of faults is wrong enough after the first. */
final class Faults {
    private static final int MOST = 100;

    private final List<Fault> all = new ArrayList<>();

    void add(String file, int line, String what, Object... arguments) {
        add(new Fault(file, line, "demarches.fault." + what, List.of(arguments)));
    }

    private void add(Fault fault) {
        if (all.size() < MOST && !all.contains(fault)) {
            all.add(fault);
        }
    }

    /** At the line of what stands at a JSON pointer. */
    void at(Source source, String pointer, String what, Object... arguments) {
        add(new Fault(source.file(), source.line(pointer), "demarches.fault." + what, List.of(arguments), pointer));
    }

    boolean none() {
        return all.isEmpty();
    }

    /** By file and line. */
    List<Fault> sorted() {
        return all.stream().sorted(Comparator.comparing(Fault::file).thenComparing(Fault::line)).toList();
    }
}
