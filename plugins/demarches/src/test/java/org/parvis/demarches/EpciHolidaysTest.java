package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.TestDatabase;

/** Working days of an EPCI, which has no code of its own: those of its communes. */
final class EpciHolidaysTest {
    private static Site site(TenantKind kind, String slug, String insee, TenantId parent) {
        TenantId id = new TenantId(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)));
        Tenant tenant = new Tenant(
                id, kind, slug, new PlaceName(slug), insee.isEmpty() ? null : insee, null, List.of(), 1_000, parent, new Coordinates(49.1, 6.2), RODEZ.tenant().zone());
        return new Site(tenant, slug + ".territoire.example", List.of(), Look.of("base"), SiteState.LIVE);
    }

    @Test
    void goodFridayCountsWhereItIsNoHoliday() {
        DemarchesFixture fixture = new DemarchesFixture(TestDatabase.derby());
        fixture.offer(RODEZ, "saisine");
        // The Thursday before Easter 2027, which is on 28 March.
        fixture.now = Instant.parse("2027-03-25T09:00:00Z");
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        Site moselle = site(TenantKind.EPCI, "moselle", "", TenantId.TERRITORY);
        Site aveyron = site(TenantKind.EPCI, "aveyron", "", TenantId.TERRITORY);
        FakeTenants tenants = FakeTenants.of(
                moselle, aveyron, site(TenantKind.COMMUNE, "metz", "57463", moselle.id()), site(TenantKind.COMMUNE, "rodez-bis", "12202", aveyron.id()));
        CaseView view = new CaseView(fixture.procedures, fixture.attachments, fixture.wording, tenants);
        assertThat(view.deadlines(aveyron, file, fixture.now).registrationBy()).isEqualTo("2027-03-26");
        assertThat(view.deadlines(moselle, file, fixture.now).registrationBy()).as("after Good Friday and Easter Monday").isEqualTo("2027-03-30");
    }
}
