package org.parvis.demarches.procedure;

import java.util.List;

/** Says faults in English, for tests. */
public final class BouquetFaults {
    private BouquetFaults() {}

    public static List<String> said(List<Fault> faults) {
        return faults.stream().map(BouquetTest::said).toList();
    }
}
