package org.parvis.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    @ParameterizedTest
    @CsvSource({"TERRITORY, true, true, false", "EPCI, true, false, true", "COMMUNE, true, false, true"})
    void theTerritoryIsNoMemberOfItself(TenantKind kind, boolean all, boolean territory, boolean members) {
        Tenant tenant = new Tenant(TenantId.TERRITORY, kind, "a", new PlaceName("A"), null, null, List.of(), null, null, null, ZoneOffset.UTC);
        assertThat(List.of(Reach.ALL.takes(tenant), Reach.TERRITORY.takes(tenant), Reach.MEMBERS.takes(tenant))).containsExactly(all, territory, members);
    }
}
