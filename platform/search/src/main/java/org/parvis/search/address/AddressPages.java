package org.parvis.search.address;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.route.CallRate;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;

/**
 * JSON for the field in which an address is typed: an array of {@code {label, at}}; 204 when no file was taken in. Browsers may keep an
 * answer for some minutes, nobody else does.
 */
@Component(service = Routes.class)
public final class AddressPages implements Routes {

    static final String PATH = "/adresses/proposees";

    static final int IN_A_MINUTE = 180;

    private static final int SHOWN = 8;
    private static final int SHORTEST = 3;

    private final Addresses addresses;
    private final Tenants tenants;
    private final CallRate rate = new CallRate(IN_A_MINUTE, Duration.ofMinutes(1));

    @Activate
    public AddressPages(@Reference Addresses addresses, @Reference Tenants tenants) {
        this.addresses = addresses;
        this.tenants = tenants;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(PATH, this::proposed).reads("q"), Route.deskGet(PATH, this::proposed).reads("q"));
    }

    private Response proposed(Request request) {
        if (!addresses.available()) {
            return Response.text("application/json", "").status(204);
        }
        String typed = request.query("q").orElse("").strip();
        if (typed.length() < SHORTEST) {
            return answer(List.of());
        }
        if (!rate.allows(request.clientAddress(), request.now())) {
            return Response.text("application/json", "[]").status(429).header("Retry-After", "60");
        }
        return answer(addresses.complete(typed, near(request.site().tenant()), SHOWN).stream().map(AddressPages::json).toList());
    }

    private static Response answer(List<Map<String, String>> proposed) {
        return Response.bytes("application/json; charset=utf-8", Json.of(proposed).getBytes(StandardCharsets.UTF_8)).header("Cache-Control", "private, max-age=600");
    }

    private static Map<String, String> json(Address address) {
        return Map.of("label", address.label(), "at", String.format(Locale.ROOT, "%.5f, %.5f", address.at().latitude(), address.at().longitude()));
    }

    /** The commune itself, or those of the EPCI. */
    private List<String> near(Tenant tenant) {
        if (tenant.kind() != TenantKind.EPCI) {
            return tenant.insee() == null ? List.of() : List.of(tenant.insee());
        }
        return tenants.below(tenant.id()).stream().flatMap(site -> Stream.ofNullable(site.tenant().insee())).toList();
    }
}
