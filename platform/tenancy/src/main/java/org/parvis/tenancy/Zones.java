package org.parvis.tenancy;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** Civil time of a commune, from its official code. */
final class Zones {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId MARQUESAS = ZoneId.of("Pacific/Marquesas");
    private static final ZoneId GAMBIER = ZoneId.of("Pacific/Gambier");
    private static final Set<String> IN_MARQUESAS = Set.of("98718", "98723", "98731", "98746", "98756", "98757");
    private static final String IN_GAMBIER = "98719";

    private static final Map<String, ZoneId> OVERSEAS = Map.ofEntries(
            Map.entry("971", ZoneId.of("America/Guadeloupe")),
            Map.entry("972", ZoneId.of("America/Martinique")),
            Map.entry("973", ZoneId.of("America/Cayenne")),
            Map.entry("974", ZoneId.of("Indian/Reunion")),
            Map.entry("975", ZoneId.of("America/Miquelon")),
            Map.entry("976", ZoneId.of("Indian/Mayotte")),
            Map.entry("977", ZoneId.of("America/St_Barthelemy")),
            Map.entry("978", ZoneId.of("America/Marigot")),
            Map.entry("984", ZoneId.of("Indian/Kerguelen")),
            Map.entry("986", ZoneId.of("Pacific/Wallis")),
            Map.entry("987", ZoneId.of("Pacific/Tahiti")),
            Map.entry("988", ZoneId.of("Pacific/Noumea")));

    private Zones() {}

    static ZoneId of(String insee) {
        if (IN_MARQUESAS.contains(insee)) {
            return MARQUESAS;
        }
        return insee.equals(IN_GAMBIER) ? GAMBIER : OVERSEAS.getOrDefault(insee.substring(0, 3), PARIS);
    }
}
