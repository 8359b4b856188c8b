package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class RenamingTest {

    @OnBothDatabases
    void a_renamed_commune_keeps_its_slug_and_its_old_host_redirects(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site old = fixture.commune("12021", "Le Bas Ségala");
        fixture.provisioning.rename(old.id(), "Le Haut Ségala");
        Site renamed = fixture.site("le-bas-segala");
        assertThat(renamed.tenant().name().de()).isEqualTo("du Haut Ségala");
        assertThat(renamed.host()).isEqualTo("le-haut-segala.territoire.example");
        assertThat(fixture.tenants.byHost("le-bas-segala.territoire.example")).contains(renamed);
        fixture.provisioning.rename(old.id(), "Le Bas Ségala");
        assertThat(fixture.site("le-bas-segala").host()).isEqualTo("le-bas-segala.territoire.example");
        assertThat(fixture.tenants.byHost("le-haut-segala.territoire.example")).contains(fixture.site("le-bas-segala"));
        assertThat(fixture.commune("12999", "Le Haut Ségala").host()).isEqualTo("le-haut-segala-12999.territoire.example");
    }

    @OnBothDatabases
    void the_hosts_of_a_merged_commune_lead_to_the_one_that_took_it_in(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site old = fixture.commune("12076", "Conques");
        Site into = fixture.commune("12218", "Conques-en-Rouergue");
        fixture.provisioning.merge(old.id(), into.id());
        Site after = fixture.site("conques-en-rouergue");
        assertThat(fixture.tenants.byHost("conques.territoire.example")).contains(after);
        assertThat(after.otherHosts()).containsExactly("conques.territoire.example");
        assertThat(fixture.site("conques").state()).isEqualTo(SiteState.CLOSED);
        assertThat(fixture.tenants.all()).containsExactly(after);
        LiveTenants restarted = new LiveTenants(test.database(), Fixture.config("territoire.example", ""));
        assertThat(restarted.byHost("conques.territoire.example")).contains(after);
        assertThatThrownBy(() -> fixture.provisioning.merge(into.id(), into.id())).isInstanceOf(Invalid.class);
    }
}
