package org.parvis.backoffice;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
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
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;

/** Settings of a site that the law asks for, and whether it is online. */
@Component(service = Routes.class)
public final class SettingsPages implements Routes {

    private static final String PERMISSION = "backoffice.settings";
    private static final List<String> STATES = List.of("none", "partial", "full");

    private final Settings settings;
    private final Database database;
    private final Audit audit;
    private final SiteChanges changes;

    @Activate
    public SettingsPages(
            @Reference Settings settings, @Reference Database database, @Reference Audit audit, @Reference SiteChanges changes) {
        this.settings = settings;
        this.database = database;
        this.audit = audit;
        this.changes = changes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/reglages", this::show).reads("fait").requires(PERMISSION),
                Route.deskPost("/reglages", this::save).requires(PERMISSION),
                Route.deskGet("/demarrage/en-ligne", this::showLive).requires("backoffice.live"),
                Route.deskPost("/demarrage/en-ligne", this::goLive).requires("backoffice.live"),
                Route.deskPost("/reglages/hors-ligne", this::takeBack).requires("backoffice.live"));
    }

    private Response show(Request request) {
        Map<String, String> stored = settings.of(request.tenant());
        Map<String, Object> model = model(request);
        model.put("dpo", stored.getOrDefault("site.dpo", ""));
        model.put("accessibility", stored.getOrDefault("site.accessibility.state", "none"));
        model.put("audited", stored.getOrDefault("site.accessibility.audited", ""));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("backoffice/settings", model);
    }

    private static Map<String, Object> model(Request request) {
        return new HashMap<>(Map.of("live", request.site().state() == SiteState.LIVE, "states", STATES));
    }

    private Response save(Request request) throws IOException {
        Fields fields = new Fields(request.form());
        String dpo = fields.text("dpo", 200);
        String state = request.form().value("accessibility");
        String audited = request.form().value("audited");
        if (!STATES.contains(state)) {
            fields.wrong("accessibility", "form.required");
        }
        if (!"none".equals(state) && !isPast(audited, request)) {
            fields.wrong("audited", "backoffice.settings.audited.needed");
        }
        List<FieldError> errors = fields.errors();
        if (!errors.isEmpty()) {
            Map<String, Object> model = model(request);
            model.putAll(Map.of("dpo", dpo, "accessibility", state, "audited", audited, "errors", errors, "typed", request.form().typed()));
            return Response.view("backoffice/settings", model).status(422);
        }
        database.of(request.tenant()).write(transaction -> {
            settings.set(transaction, "site.dpo", dpo);
            settings.set(transaction, "site.accessibility.state", "none".equals(state) ? "" : state);
            settings.set(transaction, "site.accessibility.audited", "none".equals(state) ? "" : audited);
            audit.record(transaction, request.signedIn(), "backoffice.settings", request.tenant().toString(), state);
        });
        return Response.seeOther(here(request) + "/reglages?fait=1");
    }

    private static boolean isPast(String date, Request request) {
        try {
            return !LocalDate.parse(date).isAfter(request.now().atZone(request.site().tenant().zone()).toLocalDate());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Response showLive(Request request) {
        Map<String, Object> model = model(request);
        model.put("step", SetupSteps.LIVE);
        return Response.view("backoffice/step-live", model);
    }

    private Response goLive(Request request) {
        changes.state(request.tenant(), SiteState.LIVE);
        record(request, "backoffice.live");
        return Response.seeOther(here(request) + "/demarrage/en-ligne");
    }

    private Response takeBack(Request request) {
        changes.state(request.tenant(), SiteState.PREPARED);
        record(request, "backoffice.prepared");
        return Response.seeOther(here(request) + "/reglages?fait=2");
    }

    private void record(Request request, String action) {
        database.of(request.tenant()).write(transaction -> audit.record(transaction, request.signedIn(), action, request.tenant().toString(), ""));
    }

    private static String here(Request request) {
        return DeskFrame.ROOT + "/" + request.site().tenant().slug();
    }
}
