package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class LiveTenantsTest {

    @OnBothDatabases
    void the_territory_is_there_from_the_first_start(TestDatabase test) {
        LiveTenants tenants = new LiveTenants(test.database(), Fixture.config("Territoire.Example", "Aveyron Numérique"));
        assertThat(tenants.territory().tenant().name().name()).isEqualTo("Aveyron Numérique");
        assertThat(tenants.byHost("TERRITOIRE.example")).contains(tenants.territory());
        assertThat(tenants.bySlug("territoire")).contains(tenants.territory());
        assertThat(tenants.all()).isEmpty();
        LiveTenants restarted = new LiveTenants(test.database(), Fixture.config("territoire.example", ""));
        assertThat(restarted.territory().tenant().name().name()).isEqualTo("Aveyron Numérique");
    }

    @OnBothDatabases
    void imported_sites_are_found_by_host_slug_id_and_parent(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.importing(Fixture.HEADER + Fixture.RODEZ + Fixture.AGEN);
        Site agen = fixture.tenants.byHost("agen-d-aveyron.territoire.example").orElseThrow();
        Site epci = fixture.tenants.bySlug("rodez-agglomeration").orElseThrow();
        assertThat(fixture.tenants.byId(agen.id())).contains(agen);
        assertThat(agen.state()).isEqualTo(SiteState.PREPARED);
        assertThat(agen.tenant().postalCodes()).containsExactly("12630");
        assertThat(agen.tenant().population()).isEqualTo(1074);
        assertThat(fixture.tenants.above(agen.id())).containsExactly(epci, fixture.tenants.territory());
        assertThat(fixture.tenants.below(epci.id())).extracting(site -> site.tenant().slug()).containsExactly("agen-d-aveyron", "rodez");
        assertThat(fixture.tenants.below(TenantId.TERRITORY)).hasSize(3);
    }

    @OnBothDatabases
    void a_change_of_look_or_state_is_visible_at_once_and_survives_a_restart(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        SqlSiteChanges changes = new SqlSiteChanges(test.database());
        Look look = new Look("vallee", Map.of("color-primary", "#14532d", "font-heading", "serif"), "logo-1", null);
        changes.look(rodez.id(), look);
        changes.state(rodez.id(), SiteState.LIVE);
        assertThat(fixture.site("rodez").look()).isEqualTo(look);
        assertThat(fixture.site("rodez").state()).isEqualTo(SiteState.LIVE);
        LiveTenants restarted = new LiveTenants(test.database(), Fixture.config("territoire.example", ""));
        assertThat(restarted.bySlug("rodez")).contains(fixture.site("rodez"));
        assertThat(test.changes()).anyMatch(change -> change.tenant().equals(rodez.id()) && change.tag().equals("site"));
    }

    @OnBothDatabases
    void a_site_that_is_not_there_cannot_be_changed(TestDatabase test) {
        SqlSiteChanges changes = new SqlSiteChanges(test.database());
        TenantId nobody = TenantId.of("00000000-0000-7000-8000-00000000abcd");
        assertThatThrownBy(() -> changes.state(nobody, SiteState.LIVE)).isInstanceOf(NotFound.class);
    }
}
