package org.parvis.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;

/** From which role on the territory asks for a second step; what an agent is in one tenant counts everywhere. */
final class FactorRule {
    /** Setting of the territory: the lowest role of the ladder that must, in lower case; absent: nobody must. */
    static final String SETTING = "identity.second-factor";

    private FactorRule() {}

    static boolean asks(Settings settings, Agent agent) {
        Optional<Role> lowest = lowest(settings);
        return lowest.isPresent() && agent.grants().stream().anyMatch(grant -> weight(grant.role()) >= weight(lowest.get()));
    }

    /** Who opens people's files counts like an administrator. */
    private static int weight(Role role) {
        return role.isOfLadder() ? role.ordinal() : Role.ADMIN.ordinal();
    }

    static Optional<Role> lowest(Settings settings) {
        return settings.get(TenantId.TERRITORY, SETTING).flatMap(FactorRule::role);
    }

    static Optional<Role> role(String name) {
        return ladder().filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }

    static Stream<Role> ladder() {
        return Arrays.stream(Role.values()).filter(Role::isOfLadder);
    }
}
