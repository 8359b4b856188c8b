package org.parvis.operations.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;

class FleetGuardTest {

    private final Route route = FleetGuard.get("/sante", request -> Response.text("text/plain", "well"));

    @Test
    void the_fleet_is_shown_in_the_back_office_of_the_territory() throws IOException {
        Response response = route.handler().handle(FakeRequest.get("/sante").on(FakeRequestSites.TERRITORY));
        assertThat(response.status()).isEqualTo(200);
        assertThat(route.permission()).isEqualTo("operations.fleet");
    }

    @Test
    void the_fleet_does_not_exist_in_that_of_a_commune() {
        assertThatThrownBy(() -> route.handler().handle(FakeRequest.get("/sante").on(FakeRequestSites.RODEZ))).isInstanceOf(NotFound.class);
    }
}
