package org.parvis.backoffice;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;

/** Address, telephone and networks of the town hall; alone and as a step of the wizard. */
@Component(service = Routes.class)
public final class IdentityPages implements Routes {

    static final List<String> NETWORKS = List.of("facebook", "instagram", "linkedin", "youtube", "mastodon", "panneaupocket", "intramuros");

    private static final String PERMISSION = "backoffice.identity";
    private static final List<String> NAMES = List.of("name", "tagline", "street", "postalcode", "city", "phone", "email");

    private final Settings settings;
    private final Database database;
    private final Audit audit;

    @Activate
    public IdentityPages(@Reference Settings settings, @Reference Database database, @Reference Audit audit) {
        this.settings = settings;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/coordonnees", request -> show(request, "")).reads("fait").requires(PERMISSION),
                Route.deskPost("/coordonnees", request -> save(request, "")).requires(PERMISSION),
                Route.deskGet("/demarrage/adresse", request -> show(request, SetupSteps.ADDRESS)).requires(PERMISSION),
                Route.deskPost("/demarrage/adresse", request -> save(request, SetupSteps.ADDRESS)).requires(PERMISSION));
    }

    private Response show(Request request, String step) {
        Tenant tenant = request.site().tenant();
        Map<String, String> stored = settings.of(tenant.id());
        Map<String, String> values = new HashMap<>();
        NAMES.forEach(name -> values.put(name, stored.getOrDefault("site." + name, "")));
        values.putIfAbsent("name", "");
        if (values.get("postalcode").isEmpty() && !tenant.postalCodes().isEmpty()) {
            values.put("postalcode", tenant.postalCodes().get(0));
        }
        if (values.get("city").isEmpty() && tenant.kind() == TenantKind.COMMUNE) {
            values.put("city", tenant.name().name());
        }
        NETWORKS.forEach(network -> values.put(network, stored.getOrDefault("site.url." + network, "")));
        Map<String, Object> model = model(step, values);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view(template(step), model);
    }

    private static String template(String step) {
        return step.isEmpty() ? "backoffice/identity" : "backoffice/step-address";
    }

    private static Map<String, Object> model(String step, Map<String, String> values) {
        return new HashMap<>(Map.of("step", step, "values", values, "networks", NETWORKS));
    }

    private Response save(Request request, String step) throws IOException {
        Fields fields = new Fields(request.form());
        Map<String, String> values = new LinkedHashMap<>();
        if (step.isEmpty()) {
            values.put("site.name", fields.text("name", 120));
            values.put("site.tagline", fields.text("tagline", 160));
            NETWORKS.forEach(network -> values.put("site.url." + network, fields.url(network)));
        }
        values.put("site.street", fields.text("street", 200));
        values.put("site.postalcode", fields.text("postalcode", 10));
        values.put("site.city", fields.text("city", 100));
        values.put("site.phone", fields.phone("phone"));
        values.put("site.email", fields.email("email"));
        List<FieldError> errors = fields.errors();
        if (!errors.isEmpty()) {
            Map<String, Object> model = model(step, request.form().typed());
            model.put("errors", errors);
            model.put("typed", request.form().typed());
            return Response.view(template(step), model).status(422);
        }
        database.of(request.tenant()).write(transaction -> {
            values.forEach((key, value) -> settings.set(transaction, key, value));
            audit.record(transaction, request.signedIn(), "backoffice.identity", request.tenant().toString(), "");
        });
        return step.isEmpty()
                ? Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + "/coordonnees?fait=1")
                : Wizard.next(request, step);
    }
}
