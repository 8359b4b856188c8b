package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Hosts.Attached;
import org.parvis.api.tenant.Hosts.Target;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class HostsTest {
    private static final String HOST = "www.mairie-rodez.fr";
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);

    @OnBothDatabases
    void a_host_serves_only_once_its_token_was_found(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Attached host = fixture.hosts.add(rodez.id(), "WWW.Mairie-Rodez.fr.", ADMIN);
        assertThat(host).extracting(Attached::host, Attached::own, Attached::verified).containsExactly(HOST, true, false);
        assertThat(fixture.tenants.byHost(HOST)).isEmpty();
        assertThat(reason(() -> fixture.hosts.verify(rodez.id(), HOST, ADMIN))).isEqualTo("tenancy.host.no-record");
        assertThatThrownBy(() -> fixture.hosts.makeCanonical(rodez.id(), HOST, ADMIN)).isInstanceOf(NotFound.class);
        assertThat(fixture.tenants.byHost(HOST)).isEmpty();
        fixture.dns.put("_parvis." + HOST + " TXT", List.of("another", host.token()));
        fixture.hosts.verify(rodez.id(), HOST, ADMIN);
        assertThat(fixture.tenants.byHost(HOST).orElseThrow().host()).isEqualTo("rodez.territoire.example");
        assertThat(fixture.hosts.of(rodez.id())).extracting(Attached::host, Attached::verified, Attached::token)
                .containsExactly(tuple("rodez.territoire.example", true, ""), tuple(HOST, true, ""));
    }

    @OnBothDatabases
    void an_alias_to_the_first_host_of_the_site_is_proof_and_way_at_once(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Site millau = fixture.commune("12145", "Millau");
        fixture.dns.put(HOST + " CNAME", List.of("Rodez.territoire.example."));
        fixture.hosts.add(millau.id(), HOST, ADMIN);
        assertThat(reason(() -> fixture.hosts.verify(millau.id(), HOST, ADMIN))).isEqualTo("tenancy.host.other-alias");
        fixture.hosts.add(rodez.id(), HOST, ADMIN);
        fixture.hosts.verify(rodez.id(), HOST, ADMIN);
        fixture.hosts.makeCanonical(rodez.id(), HOST, ADMIN);
        assertThat(fixture.site("rodez").host()).isEqualTo(HOST);
        assertThat(fixture.audited).containsExactly(
                "tenancy.host.add " + HOST, "tenancy.host.add " + HOST, "tenancy.host.verify " + HOST, "tenancy.host.canonical " + HOST);
    }

    @OnBothDatabases
    void whoever_asks_first_does_not_keep_the_owner_away(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        Site millau = fixture.commune("12145", "Millau");
        fixture.hosts.add(millau.id(), HOST, ADMIN);
        verified(fixture, rodez, HOST);
        assertThat(reason(() -> fixture.hosts.verify(millau.id(), HOST, ADMIN))).isEqualTo("tenancy.host.taken");
        fixture.hosts.remove(millau.id(), HOST, ADMIN);
        assertThat(reason(() -> fixture.hosts.add(millau.id(), HOST, ADMIN))).isEqualTo("tenancy.host.taken");
        assertThatThrownBy(() -> fixture.hosts.remove(millau.id(), HOST, ADMIN)).isInstanceOf(NotFound.class);
        assertThat(fixture.tenants.byHost(HOST).orElseThrow().id()).isEqualTo(rodez.id());
    }

    @OnBothDatabases
    void the_canonical_host_can_be_chosen_and_taken_back(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        verified(fixture, rodez, HOST);
        fixture.dns.put(HOST + " A", List.of("192.0.2.10"));
        fixture.hosts.makeCanonical(rodez.id(), HOST, ADMIN);
        assertThat(fixture.site("rodez").host()).isEqualTo(HOST);
        assertThat(fixture.site("rodez").otherHosts()).containsExactly("rodez.territoire.example");
        assertThat(fixture.hosts.of(rodez.id())).extracting(Attached::canonical).containsExactly(true, false);
        fixture.hosts.makeCanonical(rodez.id(), "rodez.territoire.example", ADMIN);
        assertThat(fixture.site("rodez").host()).isEqualTo("rodez.territoire.example");
        fixture.hosts.makeCanonical(rodez.id(), HOST, ADMIN);
        fixture.hosts.remove(rodez.id(), HOST, ADMIN);
        assertThat(fixture.site("rodez").host()).isEqualTo("rodez.territoire.example");
        assertThat(fixture.tenants.byHost(HOST)).isEmpty();
        assertThatThrownBy(() -> fixture.hosts.remove(rodez.id(), "rodez.territoire.example", ADMIN)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void visitors_are_not_redirected_to_a_host_that_leads_elsewhere(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        verified(fixture, rodez, HOST);
        assertThat(reason(() -> fixture.hosts.makeCanonical(rodez.id(), HOST, ADMIN))).isEqualTo("tenancy.host.nowhere");
        assertThat(fixture.site("rodez").host()).isEqualTo("rodez.territoire.example");
        fixture.hosts.makeCanonical(rodez.id(), HOST, null);
        assertThat(fixture.site("rodez").host()).isEqualTo(HOST);
    }

    @OnBothDatabases
    void a_site_has_no_end_of_hosts(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site rodez = fixture.commune("12202", "Rodez");
        for (int i = 0; i < SqlHosts.MOST_OWN; i++) {
            fixture.hosts.add(rodez.id(), "www" + i + ".rodez.fr", ADMIN);
        }
        fixture.hosts.add(rodez.id(), "www1.rodez.fr", ADMIN);
        assertThat(reason(() -> fixture.hosts.add(rodez.id(), "one-more.rodez.fr", ADMIN))).isEqualTo("tenancy.host.many");
    }

    @Test
    void a_host_leads_here_if_each_of_its_addresses_does() {
        Target target = new Target("rodez.territoire.example", List.of("192.0.2.10", "2001:db8::10"));
        assertThat(elsewhere(Map.of("h.fr A", List.of("192.0.2.10")), target)).isNull();
        assertThat(elsewhere(Map.of("h.fr A", List.of("192.0.2.10"), "h.fr AAAA", List.of("2001:db8:0:0:0:0:0:10")), target)).isNull();
        assertThat(elsewhere(Map.of("h.fr A", List.of("192.0.2.10"), "h.fr AAAA", List.of("2001:db8::99")), target)).isEqualTo("tenancy.host.elsewhere");
        assertThat(elsewhere(Map.of("h.fr A", List.of("198.51.100.7")), target)).isEqualTo("tenancy.host.elsewhere");
        Target unset = new Target("rodez.territoire.example", List.of());
        Map<String, List<String>> alike = Map.of("h.fr A", List.of("203.0.113.5"), "rodez.territoire.example A", List.of("203.0.113.5"));
        assertThat(elsewhere(alike, unset)).isNull();
        assertThat(elsewhere(Map.of("h.fr A", List.of("203.0.113.5")), unset)).isEqualTo("tenancy.host.elsewhere");
    }

    @Test
    void a_dns_that_is_silent_is_not_taken_for_a_missing_record() {
        HostProof proof = new HostProof((name, type) -> {
            throw new DomainRecords.Silent(new IllegalStateException("time is up"));
        });
        Target target = new Target("rodez.territoire.example", List.of());
        assertThat(key(proof.missing("h.fr", "token", target))).isEqualTo("tenancy.host.silent");
        assertThat(key(proof.elsewhere("h.fr", target))).isEqualTo("tenancy.host.silent");
        HostProof wrong = new HostProof((name, type) -> Set.of("_parvis.h.fr TXT").contains(name + " " + type) ? List.of("other") : List.of());
        assertThat(key(wrong.missing("h.fr", "token", target))).isEqualTo("tenancy.host.other-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "rodez", "http://rodez.fr", "rodez.fr/x", "-a.fr", "a..fr", "1.2.3.4", "a b.fr", "millau.territoire.example", "territoire.example",
        "x.localhost", "été..fr", "mairie.local", "site.internal", "site.onion", "1.168.192.in-addr.arpa"
    })
    void what_is_no_host_of_ones_own_is_refused(String host) {
        assertThatThrownBy(() -> HostNames.checked(host, "territoire.example")).isInstanceOf(Invalid.class);
    }

    @Test
    void accents_become_ascii() {
        // RFC 3490; the same as registries show for this name.
        assertThat(HostNames.checked("www.Thérondels.fr", "territoire.example")).isEqualTo("www.xn--throndels-c4a.fr");
    }

    private static void verified(Fixture fixture, Site site, String host) {
        Attached attached = fixture.hosts.add(site.id(), host, ADMIN);
        fixture.dns.put("_parvis." + host + " TXT", List.of(attached.token()));
        fixture.hosts.verify(site.id(), host, ADMIN);
    }

    private static @Nullable String elsewhere(Map<String, List<String>> dns, Target target) {
        return key(new HostProof((name, type) -> dns.getOrDefault(name + " " + type, List.of())).elsewhere("h.fr", target));
    }

    private static @Nullable String key(@Nullable FieldError error) {
        return error == null ? null : error.messageKey();
    }

    private static String reason(ThrowingCallable refused) {
        try {
            refused.call();
        } catch (Invalid invalid) {
            return invalid.errors().get(0).messageKey();
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("was not refused");
    }
}
