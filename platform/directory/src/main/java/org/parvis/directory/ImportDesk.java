package org.parvis.directory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;

/** The import of a file of organisations, with its report. */
@Component(service = Routes.class)
public final class ImportDesk implements Routes {

    private static final String PATH = "/annuaire-import";
    private static final Limits LIMITS = new Limits(32L << 20, Duration.ofMinutes(5));
    private static final int SHOWN = 50;
    private static final int MOST = 2_000;

    private final Imports imports;

    @Activate
    public ImportDesk(@Reference Imports imports) {
        this.imports = imports;
    }

    /** A line that was left out. */
    public record Bad(long line, String reason) {}

    /** What the import did. */
    public record Outcome(int created, int completed, int unchanged, int elsewhere, int dissolved, int refused, List<Bad> bad) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, request -> Response.view("directory/desk-import", Map.of())).requires(ListingDesk.PERMISSION),
                Route.deskPost(PATH, this::take).requires(ListingDesk.PERMISSION).limits(LIMITS));
    }

    private Response take(Request request) throws IOException {
        Form form = request.form();
        Map<String, Object> model = new HashMap<>();
        try {
            Upload file = form.file("file").orElseThrow(() -> Invalid.field("file", "directory.import.error.none"));
            String insee = request.site().tenant().insee();
            ImportFile.Content content;
            try (InputStream in = file.open()) {
                content = ImportFile.read(in, insee == null ? "" : insee);
            }
            if (content.lines().size() > MOST) {
                throw Invalid.field("file", "directory.import.error.many", content.lines().size(), MOST);
            }
            Imports.Report report = imports.take(request.tenant(), request.signedIn(), content.lines(), form.ticked("published"));
            List<Bad> bad = content.refused().entrySet().stream().sorted(Map.Entry.comparingByKey()).limit(SHOWN).map(one -> new Bad(one.getKey(), one.getValue())).toList();
            model.put("outcome", new Outcome(
                    report.created(), report.completed(), report.unchanged(), content.elsewhere(), content.dissolved(), content.refused().size(), bad));
            return Response.view("directory/desk-import", model);
        } catch (Invalid invalid) {
            model.put("errors", invalid.errors());
            model.put("typed", form.typed());
            return Response.view("directory/desk-import", model).status(invalid.status());
        }
    }
}
