package org.parvis.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class HelloPagesTest {

    private static Response ask(TestDatabase database, Scope scope, FakeRequest request) throws IOException {
        Request asked = request.on(FakeRequestSites.RODEZ);
        for (Route route : new HelloPages(new Greetings(database.database())).routes()) {
            if (route.scope() == scope && route.method().equals(asked.method()) && route.pattern().equals(asked.path())) {
                return route.handler().handle(asked);
            }
        }
        throw new AssertionError("no route " + asked.method() + " " + asked.path());
    }

    private static Response greet(TestDatabase database, String words) throws IOException {
        return ask(database, Scope.DESK, FakeRequest.post("/bonjour").field("words", words));
    }

    @OnBothDatabases
    void greets_with_the_name_of_the_commune_until_someone_wrote(TestDatabase database) throws IOException {
        Response page = ask(database, Scope.SITE, FakeRequest.get("/bonjour"));
        assertThat(Pages.of("hello").html(page, FakeRequestSites.RODEZ)).contains("Bienvenue sur le site de Rodez.");
        assertThat(Pages.of("hello").html(page, FakeRequestSites.RODEZ, Locale.ENGLISH)).contains("Welcome to the site of Rodez.");
        assertThat(page.tags()).containsExactly("hello");
    }

    @OnBothDatabases
    void shows_what_was_written_and_lets_cached_pages_go(TestDatabase database) throws IOException {
        Response saved = greet(database, "Bienvenue <chez nous>");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(database.touched()).contains("hello");
        greet(database, "Bienvenue <chez vous>");
        Response page = ask(database, Scope.SITE, FakeRequest.get("/bonjour"));
        assertThat(Pages.of("hello").html(page, FakeRequestSites.RODEZ)).contains("Bienvenue &lt;chez vous&gt;").doesNotContain("chez nous");
    }

    @OnBothDatabases
    void shows_a_refused_form_again_with_its_error(TestDatabase database) throws IOException {
        Response refused = greet(database, " ");
        assertThat(refused.status()).isEqualTo(422);
        String html = Pages.of("hello").desk().html(refused, FakeRequestSites.RODEZ);
        assertThat(html).contains("Écrivez le mot de bienvenue, en 200 caractères au plus.").contains("aria-invalid=\"true\"");
    }
}
