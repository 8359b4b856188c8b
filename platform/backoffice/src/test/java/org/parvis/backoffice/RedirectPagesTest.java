package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

class RedirectPagesTest {

    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);

    private final Table table = new Table();
    private final RedirectPages screen = new RedirectPages(table);
    private final Pages pages = Pages.of("backoffice").desk();

    private Response call(String method, Request request) throws IOException {
        return screen.routes().stream()
                .filter(route -> route.pattern().equals("/redirections") && route.method().equals(method))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    private String html(Response response) {
        return pages.html(response, FakeRequestSites.RODEZ);
    }

    @Test
    void aLongTableIsShownPageByPageAndSearched() throws IOException {
        for (int i = 100; i < 220; i++) {
            table.rows.put("/?p=" + i, "/actualites/" + i);
        }
        String third = html(call("GET", FakeRequest.get("/redirections").as(ADMIN).query("page", "3")));
        assertThat(third).contains("120 redirections", "/?p=219", "rel=\"prev\"").doesNotContain("/?p=150<");
        String found = html(call("GET", FakeRequest.get("/redirections").as(ADMIN).query("q", "p=119")));
        assertThat(found).contains("Une redirection", "/actualites/119", "value=\"p=119\"").doesNotContain("/actualites/120");
        assertThat(html(call("GET", FakeRequest.get("/redirections").as(ADMIN).query("q", "ailleurs")))).contains("ne contient ce texte");
    }

    @Test
    void howManyWereAddedIsSaidInWords() throws IOException {
        String html = html(call("GET", FakeRequest.get("/redirections").as(ADMIN).query("fait", "1").query("nombre", "3")));
        assertThat(html).contains("3 redirections ajoutées.");
    }

    @Test
    void aRefusedAddressIsSaidAtTheFieldAndNothingTypedIsLost() throws IOException {
        Response refused = call("POST", FakeRequest.post("/redirections").as(ADMIN).field("table", "/index.php?id=3 /la-mairie"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(html(refused)).contains("/index.php?id=3 /la-mairie", "id=\"f-table-error\"");
        assertThat(table.rows).isEmpty();
    }

    /** Redirects in memory, that refuse any query. */
    private static final class Table implements Redirects {
        private final TreeMap<String, String> rows = new TreeMap<>();

        @Override
        public Optional<String> target(TenantId tenant, String address) {
            return Optional.ofNullable(rows.get(address));
        }

        @Override
        public List<Redirect> list(TenantId tenant) {
            return find(tenant, "", 0, Integer.MAX_VALUE).redirects();
        }

        @Override
        public Found find(TenantId tenant, String part, int offset, int limit) {
            List<Redirect> all = new ArrayList<>();
            rows.forEach((from, to) -> all.add(new Redirect(from, to)));
            all.removeIf(redirect -> !(redirect.from() + " " + redirect.to()).contains(part));
            return new Found(all.stream().skip(offset).limit(limit).toList(), all.size());
        }

        @Override
        public void put(TenantId tenant, List<Redirect> redirects) {
            for (Redirect redirect : redirects) {
                if (redirect.from().contains("?")) {
                    throw Invalid.field("from", "form.required");
                }
                rows.put(redirect.from(), redirect.to());
            }
        }

        @Override
        public void put(Transaction transaction, List<Redirect> redirects) {
            put(transaction.tenant(), redirects);
        }

        @Override
        public void remove(TenantId tenant, String from) {
            rows.remove(from);
        }
    }
}
