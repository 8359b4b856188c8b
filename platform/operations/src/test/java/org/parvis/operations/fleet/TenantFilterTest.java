package org.parvis.operations.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;

class TenantFilterTest {

    private static final List<Site> SITES = List.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN);

    private static List<String> found(FakeRequest request) {
        return TenantFilter.of(request).of(SITES).stream().map(site -> site.tenant().slug()).toList();
    }

    @Test
    void sorts_by_name_when_nothing_is_asked() {
        assertThat(found(FakeRequest.get("/collectivites"))).containsExactly("agen-d-aveyron", "rodez");
    }

    @Test
    void finds_names_whatever_their_case_and_accents() {
        assertThat(found(FakeRequest.get("/collectivites").query("q", "RODÉZ"))).containsExactly("rodez");
        assertThat(found(FakeRequest.get("/collectivites").query("q", "nulle part"))).isEmpty();
    }

    @Test
    void keeps_what_was_asked_in_addresses() {
        TenantFilter filter = TenantFilter.of(FakeRequest.get("/collectivites").query("q", "l'été & co"));
        assertThat(filter.query()).startsWith("?q=l%27%C3%A9t%C3%A9+%26+co&genre=&");
        assertThat(filter.active()).isTrue();
    }
}
