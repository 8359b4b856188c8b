package org.parvis.demarches.transfer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Service;
import org.parvis.demarches.Services;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Workers;
import org.parvis.demarches.desk.CasePage;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Passing a file on, on a page of its own that says what follows from it. */
@Component(service = Routes.class)
public final class TransferDesk implements Routes {
    private final Database database;
    private final CasePage page;
    private final CaseView view;
    private final Transfer transfer;
    private final Services services;
    private final Tenants tenants;
    private final Plugins plugins;

    @Activate
    public TransferDesk(
            @Reference Database database, @Reference CasePage page, @Reference CaseView view, @Reference Transfer transfer, @Reference Services services,
            @Reference Tenants tenants, @Reference Plugins plugins) {
        this.database = database;
        this.page = page;
        this.view = view;
        this.transfer = transfer;
        this.services = services;
        this.tenants = tenants;
        this.plugins = plugins;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches/{id}/transmettre", this::show).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/transmettre/service", this::toService).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/transmettre/collectivite", this::toTenant).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/transmettre/exterieur", this::toOutside).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD));
    }

    private Response show(Request request) {
        return show(request, page.handled(request), "", Map.of(), List.of());
    }

    /** @param refused which of the forms comes back */
    private Response show(Request request, CaseFile file, String refused, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(request.site(), file, Wanted.of(request.language()), request.now()));
        model.put("services", services.choices(request.tenant()));
        model.put("tenants", targets(request, file).stream()
                .map(site -> new Workers.Choice(site.id().toString(), site.tenant().name().name()))
                .toList());
        model.put("refused", refused);
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-transfer", model);
    }

    /** Tenants that offer the procedure; those that do not would have nobody for it. */
    private List<Site> targets(Request request, CaseFile file) {
        Set<TenantId> offering = database.acrossTerritory("tenants that a file can be passed on to").list(
                        "select o.tenant_id from demarches_offer o where o.procedure_id = :procedure and o.offered = true",
                        row -> new TenantId(row.uuid("tenant_id")), "procedure", file.procedure())
                .stream().collect(Collectors.toSet());
        return tenants.all().stream()
                .filter(site -> offering.contains(site.id()) && !site.id().equals(request.tenant()))
                .filter(site -> site.state() != SiteState.CLOSED && plugins.of(site.id()).has("demarches"))
                .toList();
    }

    private static Transfer.Deed deed(Request request, CaseFile file, String reason) throws IOException {
        return new Transfer.Deed(file.id(), Ways.revision(request.form(), "revision"), reason, request.signedIn(), request.now());
    }

    /** Does it unless something is wrong; what was typed comes back with a refusal. */
    private Response go(Request request, CaseFile file, String form, Fields fields, Runnable deed) throws IOException {
        if (file.closed()) {
            fields.wrong(form, "demarches.transfer.closed");
        }
        if (!fields.errors().isEmpty()) {
            return show(request, file, form, request.form().typed(), fields.errors()).status(422);
        }
        try {
            deed.run();
        } catch (Conflict conflict) {
            List<FieldError> errors = List.of(FieldError.of(form, conflict.messageKey(), conflict.arguments().toArray()));
            return show(request, page.file(request), form, request.form().typed(), errors).status(conflict.status());
        }
        return CasePage.done(request, file, "passed");
    }

    private Response toService(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String reason = fields.text("service.reason", Ways.LONGEST);
        Optional<Service> service = form.text("service").map(Paths::uuid).flatMap(id -> services.find(request.tenant(), id));
        if (service.isEmpty()) {
            fields.wrong("service", "form.required");
        }
        Transfer.Deed deed = deed(request, file, reason);
        return go(request, file, "service", fields, () -> transfer.toService(request.site(), deed, service.orElseThrow()));
    }

    private Response toTenant(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String reason = fields.required("tenant.reason", Ways.LONGEST);
        Optional<Site> target = form.text("tenant").map(Paths::uuid)
                .flatMap(id -> targets(request, file).stream().filter(site -> site.id().value().equals(id)).findFirst());
        if (target.isEmpty()) {
            fields.wrong("tenant", "form.required");
        }
        Transfer.Deed deed = deed(request, file, reason);
        return go(request, file, "tenant", fields, () -> transfer.toTenant(request.site(), deed, target.orElseThrow()));
    }

    private Response toOutside(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Fields fields = new Fields(request.form());
        String name = fields.required("outside", 120);
        String email = fields.email("outside.email");
        String address = fields.text("outside.address", 400);
        String reason = fields.required("outside.reason", Ways.LONGEST);
        if (email.isEmpty() && address.isEmpty()) {
            fields.wrong("outside.email", "demarches.transfer.nowhere");
        }
        if (Ways.revision(request.form(), "revision") != file.revision()) {
            fields.wrong("outside", "demarches.error.conflict");
        }
        Transfer.Deed deed = deed(request, file, reason);
        return go(request, file, "outside", fields, () -> transfer.toOutside(request.site(), deed, file, new Transfer.Outside(name, email, address)));
    }
}
