package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Hosts.Attached;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class HostsTest {

    @OnBothDatabases
    void a_host_serves_only_once_its_token_was_found(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Attached host = fixture.hosts.add(rodez.id(), "WWW.Mairie-Rodez.fr.");
        assertThat(host.host()).isEqualTo("www.mairie-rodez.fr");
        assertThat(fixture.hosts.challenge("www.mairie-rodez.fr")).contains(host.token());
        assertThat(fixture.tenants.byHost(host.host())).isEmpty();
        assertThat(fixture.hosts.verify(rodez.id(), host.host())).isEqualTo("tenancy.host.no-token");
        assertThatThrownBy(() -> fixture.hosts.makeCanonical(rodez.id(), host.host())).isInstanceOf(NotFound.class);
        fixture.tokensFound.add(host.token());
        assertThat(fixture.hosts.verify(rodez.id(), host.host())).isNull();
        assertThat(fixture.tenants.byHost(host.host()).orElseThrow().host()).isEqualTo("rodez.territoire.example");
    }

    @OnBothDatabases
    void the_canonical_host_can_be_chosen_and_taken_back(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Attached host = fixture.hosts.add(rodez.id(), "www.mairie-rodez.fr");
        fixture.tokensFound.add(host.token());
        fixture.hosts.verify(rodez.id(), host.host());
        fixture.hosts.makeCanonical(rodez.id(), host.host());
        assertThat(fixture.site("rodez").host()).isEqualTo("www.mairie-rodez.fr");
        assertThat(fixture.site("rodez").otherHosts()).containsExactly("rodez.territoire.example");
        assertThat(fixture.hosts.of(rodez.id())).extracting(Attached::canonical).containsExactly(true, false);
        fixture.hosts.makeCanonical(rodez.id(), "rodez.territoire.example");
        assertThat(fixture.site("rodez").host()).isEqualTo("rodez.territoire.example");
        fixture.hosts.makeCanonical(rodez.id(), host.host());
        fixture.hosts.remove(rodez.id(), host.host());
        assertThat(fixture.site("rodez").host()).isEqualTo("rodez.territoire.example");
        assertThat(fixture.tenants.byHost("www.mairie-rodez.fr")).isEmpty();
    }

    @OnBothDatabases
    void a_host_belongs_to_one_site(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Site millau = fixture.commune("12145", "Millau");
        fixture.hosts.add(rodez.id(), "www.mairie.fr");
        assertThat(fixture.hosts.add(rodez.id(), "www.mairie.fr").host()).isEqualTo("www.mairie.fr");
        assertThatThrownBy(() -> fixture.hosts.add(millau.id(), "www.mairie.fr")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> fixture.hosts.remove(millau.id(), "www.mairie.fr")).isInstanceOf(NotFound.class);
        assertThat(fixture.hosts.challenge("unknown.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rodez", "http://rodez.fr", "rodez.fr/x", "-a.fr", "a..fr", "1.2.3.4", "a b.fr", "millau.territoire.example", "territoire.example", "x.localhost", "été..fr"})
    void what_is_no_host_of_ones_own_is_refused(String host) {
        assertThatThrownBy(() -> HostNames.checked(host, "territoire.example")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1"})
    void addresses_of_inner_networks_are_not_asked(String address) throws UnknownHostException {
        assertThat(HostProof.isInner(InetAddress.getByName(address))).isTrue();
        assertThat(HostProof.isInner(InetAddress.getByName("192.0.2.1"))).isFalse();
    }
}
