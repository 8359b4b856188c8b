package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.parvis.api.route.Response;
import org.parvis.identity.oidc.Visitor;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;

/** A browser on its way: what it keeps of ours, and the provider's pages. */
final class ProviderVisit {
    static final String HERE = "/bureau/connexion/fournisseur/essai";

    final Fixture fixture;
    final Visitor visitor = new Visitor();
    final Map<String, String> cookies = new HashMap<>();

    ProviderVisit(Fixture fixture) {
        this.fixture = fixture;
    }

    FakeRequest get(String path) {
        return sending(FakeRequest.get(path));
    }

    FakeRequest sending(FakeRequest request) {
        FakeRequest ours = request.on(FakeRequestSites.TERRITORY).with("id", "essai");
        for (Map.Entry<String, String> cookie : cookies.entrySet()) {
            ours = ours.cookie(cookie.getKey(), cookie.getValue());
        }
        return ours;
    }

    Response keeping(Response response) {
        for (Response.Cookie cookie : response.cookies()) {
            if (Duration.ZERO.equals(cookie.maxAge())) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        }
        return response;
    }

    /** Sets off; answers the provider's address. */
    String sets() {
        Response response = keeping(fixture.providerPages.depart(get(HERE).query("vers", "/bureau/rodez")));
        assertThat(response.status()).isEqualTo(303);
        return Fixture.location(response);
    }

    Response comes(URI back) {
        FakeRequest request = get(back.getPath());
        for (Map.Entry<String, String> one : Visitor.query(back).entrySet()) {
            request = request.query(one.getKey(), one.getValue());
        }
        return keeping(fixture.providerPages.arrive(request));
    }

    Response signsIn() {
        return comes(visitor.goes(sets()));
    }
}
