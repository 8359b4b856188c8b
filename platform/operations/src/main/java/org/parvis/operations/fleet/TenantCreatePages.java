package org.parvis.operations.fleet;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Provisioning.NewTenant;
import org.parvis.api.tenant.Provisioning.Report;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;

/** Makes tenants: one by a form, many by a CSV file. */
@Component
public final class TenantCreatePages implements Routes {

    private static final String PATH = "/nouvelle-collectivite";
    private static final List<String> KINDS = List.of("commune", "epci", "department", "syndicate");
    private static final List<String> COLUMNS = List.of("siren", "codes_postaux", "population");
    private static final int SHOWN = 200;

    private final Provisioning provisioning;

    @Activate
    public TenantCreatePages(@Reference Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                FleetGuard.get(PATH, request -> form(Map.of("kind", "commune"), List.of())),
                FleetGuard.post(PATH, this::create),
                FleetGuard.post(PATH + "/fichier", this::importFile).limits(Limits.UPLOAD));
    }

    private static Response form(Map<String, String> typed, List<FieldError> errors) {
        return Response.view("operations/tenant-new", Map.of("kinds", KINDS, "typed", typed, "errors", errors));
    }

    private Response create(Request request) throws IOException {
        Form form = request.form();
        try {
            String kind = form.value("kind");
            if (!KINDS.contains(kind)) {
                throw Invalid.field("kind", "operations.tenant.kind.unknown");
            }
            Map<String, String> columns = new HashMap<>();
            COLUMNS.forEach(column -> form.text(column).ifPresent(value -> columns.put(column, value)));
            Site site = provisioning.create(new NewTenant(
                    TenantKind.valueOf(kind.toUpperCase(Locale.ROOT)), form.value("name"), form.text("insee").orElse(null), columns));
            return Response.seeOther(FleetGuard.at(request, "/collectivites/" + site.tenant().slug() + "?fait=creee"));
        } catch (Invalid invalid) {
            return form(form.typed(), invalid.errors()).status(invalid.status());
        }
    }

    private Response importFile(Request request) throws IOException {
        Form form = request.form();
        try {
            Upload file = form.file("file").orElseThrow(() -> Invalid.field("file", "operations.import.missing"));
            Report report;
            try (var csv = file.open()) {
                report = provisioning.importCsv(csv, (lines, total) -> {});
            }
            Map<String, Object> model = new HashMap<>();
            model.put("created", report.created());
            model.put("updated", report.updated());
            model.put("unchanged", report.unchanged());
            model.put("refused", report.refused().size());
            model.put("bad", report.refused().stream().limit(SHOWN).toList());
            return Response.view("operations/import", model);
        } catch (Invalid invalid) {
            return form(form.typed(), invalid.errors()).status(invalid.status());
        }
    }
}
