package org.parvis.identity.citizen;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Account;
import org.parvis.api.notify.Devices;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Device;

/**
 * Where a person chooses the browsers that announce their messages.
 *
 * <p>Adding one takes a script, since browsers offer this to scripts alone; what the script was given is sent as a form.
 */
@Component
public final class DevicePages implements Routes {
    static final String PATH = PersonPaths.HOME + "/appareils";

    /** Of the script that a browser runs when a message comes; beside the pages that such a script may be in charge of. */
    static final String WORKER = PATH + ".js";

    private static final Set<String> DONE = Set.of("ajoute", "retire");

    private final Devices devices;
    private final SessionDevices sessions;

    @Activate
    public DevicePages(@Reference Devices devices, @Reference SessionDevices sessions) {
        this.devices = devices;
        this.sessions = sessions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, request -> page(request, Map.of())).reads("fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, this::add).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}/retirer", this::remove).requiresAccount(),
                Route.of("GET", Scope.TERRITORY, WORKER, this::worker));
    }

    private Response page(Request request, Map<String, ?> more) {
        requireOffered();
        Map<String, Object> model = new HashMap<>();
        model.put("devices", devices.of(ProfilePages.id(request)));
        model.put("key", devices.key());
        model.put("worker", WORKER);
        model.put("done", request.query("fait").filter(DONE::contains).orElse(""));
        model.putAll(more);
        return Response.view("identity/person-devices", model);
    }

    Response add(Request request) throws IOException {
        requireOffered();
        Form form = request.form();
        Subscription subscription = new Subscription(form.value("endpoint"), form.value("key"), form.value("secret"));
        if (!devices.add(account(request), subscription, Device.of(request.header("User-Agent")), request.now())) {
            return page(request, Map.of("errors", List.of(FieldError.of("device", "identity.device.invalid")))).status(422);
        }
        return sessions.added(done(request, "ajoute"), request, ProfilePages.id(request), subscription.endpoint());
    }

    Response remove(Request request) {
        boolean removed = id(request.variable("id")).filter(id -> devices.remove(account(request), id)).isPresent();
        if (!removed) {
            throw new NotFound();
        }
        return done(request, "retire");
    }

    /** The same for everybody: a browser asks for it again by itself, whether or not somebody is signed in. */
    Response worker(Request request) throws IOException {
        requireOffered();
        try (InputStream script = DevicePages.class.getResourceAsStream("push-worker.js")) {
            if (script == null) {
                throw new IllegalStateException("the script is part of this bundle");
            }
            return Response.bytes("text/javascript; charset=utf-8", script.readAllBytes());
        }
    }

    private void requireOffered() {
        if (!devices.offered()) {
            throw new NotFound();
        }
    }

    private static Response done(Request request, String what) {
        return Response.seeOther(PersonPaths.in(request, PATH) + "?fait=" + what);
    }

    private static Account account(Request request) {
        return request.account().orElseThrow(NotFound::new);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
