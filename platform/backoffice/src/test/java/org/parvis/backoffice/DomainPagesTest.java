package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

final class DomainPagesTest {
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);

    private final Attached hosts = new Attached();
    private final DomainPages domains = new DomainPages(hosts);
    private final Pages pages = Pages.of("backoffice").desk();

    @Test
    void aPendingNameSaysWhatToEnterAtTheRegistrar() throws IOException {
        hosts.all.add(new Hosts.Attached("www.rodez.fr", true, false, false, "abc123"));
        String html = html(call("GET", "/domaines", FakeRequest.get("/domaines")));
        assertThat(html).contains("rodez.territoire.example", "Donnée par la plateforme", "À vérifier");
        assertThat(html).contains("<code>CNAME</code>", "<code>_parvis.www.rodez.fr</code>", "<code>abc123</code>");
        assertThat(html).contains("<code>A</code>", "<code>192.0.2.10</code>", "<code>AAAA</code>", "<code>2001:db8::10</code>");
        assertThat(html).doesNotContain("backoffice.domains.");
    }

    @Test
    void aBareDomainIsNotToldToHaveAnAlias() throws IOException {
        hosts.all.add(new Hosts.Attached("xn--throndels-c4a.fr", true, false, false, "abc123"));
        assertThat(html(call("GET", "/domaines", FakeRequest.get("/domaines")))).contains("thérondels.fr", "xn--throndels-c4a.fr").doesNotContain("CNAME</code>");
    }

    @Test
    void anAddressCopiedFromTheBrowserIsUnderstood() throws IOException {
        Response response = call("POST", "/domaines", FakeRequest.post("/domaines").field("host", " https://www.rodez.fr/accueil?x=1 "));
        assertThat(response.headers()).containsEntry("Location", "/bureau/rodez/domaines?fait=ajoute&nom=www.rodez.fr");
    }

    @Test
    void aRefusedNameStaysInItsField() throws IOException {
        hosts.refusal = "tenancy.host.taken";
        Response response = call("POST", "/domaines", FakeRequest.post("/domaines").field("host", "www.millau.fr"));
        assertThat(response.status()).isEqualTo(422);
        assertThat(html(response)).contains("value=\"www.millau.fr\"", "href=\"#f-host\"");
    }

    @Test
    void whatIsMissingIsSaidBesideTheName() throws IOException {
        hosts.all.add(new Hosts.Attached("www.rodez.fr", true, false, false, "abc123"));
        hosts.refusal = "tenancy.host.no-record";
        Response response = call("POST", "/domaines/verifier", FakeRequest.post("/domaines/verifier").field("host", "www.rodez.fr"));
        assertThat(response.status()).isEqualTo(422);
        String html = html(response);
        assertThat(html).doesNotContain("aria-invalid");
        assertThat(html.substring(html.indexOf("www.rodez.fr</h2>"))).contains("role=\"alert\"", "tenancy.host.no-record");
    }

    @Test
    void onlyANameOfOnesOwnIsRemovedAndAfterAQuestion() throws IOException {
        hosts.all.add(new Hosts.Attached("www.rodez.fr", true, true, true, ""));
        String html = html(call("GET", "/domaines/retirer", FakeRequest.get("/domaines/retirer").query("nom", "www.rodez.fr")));
        assertThat(html).contains("Retirer www.rodez.fr", "L’adresse principale redeviendra rodez.territoire.example");
        for (String other : List.of("rodez.territoire.example", "www.millau.fr")) {
            assertThatThrownBy(() -> call("GET", "/domaines/retirer", FakeRequest.get("/domaines/retirer").query("nom", other)))
                    .isInstanceOf(NotFound.class);
        }
    }

    private Response call(String method, String pattern, FakeRequest request) throws IOException {
        return domains.routes().stream()
                .filter(route -> route.method().equals(method) && route.pattern().equals(pattern))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request.as(ADMIN));
    }

    private String html(Response response) {
        return pages.html(response, FakeRequestSites.RODEZ);
    }

    /** Host names in a list; refuses everything once told why. */
    private static final class Attached implements Hosts {
        final List<Hosts.Attached> all = new ArrayList<>(List.of(new Hosts.Attached("rodez.territoire.example", false, true, true, "")));
        @Nullable String refusal;

        private void refuse(String host) {
            if (refusal != null) {
                throw Invalid.field("host", refusal, host);
            }
        }

        @Override
        public List<Hosts.Attached> of(TenantId tenant) {
            return List.copyOf(all);
        }

        @Override
        public Target target(TenantId tenant) {
            return new Target("rodez.territoire.example", List.of("192.0.2.10", "2001:db8::10"));
        }

        @Override
        public Hosts.Attached add(TenantId tenant, String host, @Nullable Agent by) {
            refuse(host);
            return new Hosts.Attached(host, true, false, false, "abc123");
        }

        @Override
        public void verify(TenantId tenant, String host, @Nullable Agent by) {
            refuse(host);
        }

        @Override
        public void makeCanonical(TenantId tenant, String host, @Nullable Agent by) {
            refuse(host);
        }

        @Override
        public void remove(TenantId tenant, String host, @Nullable Agent by) {
            refuse(host);
        }
    }
}
