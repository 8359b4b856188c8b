package org.parvis.demarches.desk;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Csv;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Widget;
import org.parvis.demarches.Wording;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.procedure.Texts.Wanted;

/** A file to take along: as PDF to be printed, as JSON with its history, its answers as CSV; with its attachments as ZIP. Each is in the audit log. */
@Component(service = Routes.class)
public final class CaseExportDesk implements Routes {
    private final Cases cases;
    private final CasePage page;
    private final CaseView view;
    private final Handling handling;
    private final CaseZip zip;
    private final Wording wording;

    @Activate
    public CaseExportDesk(
            @Reference Cases cases, @Reference CasePage page, @Reference CaseView view, @Reference Handling handling, @Reference CaseZip zip,
            @Reference Wording wording) {
        this.cases = cases;
        this.page = page;
        this.view = view;
        this.handling = handling;
        this.zip = zip;
        this.wording = wording;
    }

    /** What an agent takes along of a file that they may look at. */
    @FunctionalInterface
    private interface Taken {
        Response of(Request request, CaseFile file);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                route("/export", (request, file) -> CaseZip.response(file, zip.ready(request.site(), file, CaseZip.Part.ALL, request.now()))),
                route("/dossier.pdf", (request, file) -> named(
                        Response.bytes("application/pdf", zip.pdf(request.site(), file, entries(request, file), request.now())), "inline", file, "pdf")),
                route("/dossier.json", (request, file) -> named(
                        Response.bytes("application/json", CaseZip.json(request.site(), file, entries(request, file))), "attachment", file, "json")),
                route("/dossier.csv", (request, file) -> named(
                        Response.text("text/csv", csv(request, file)), "attachment", file, "csv")));
    }

    private Route route(String path, Taken taken) {
        return Route.deskGet("/demarches/{id}" + path, request -> {
            CaseFile file = page.file(request);
            Response response = taken.of(request, file);
            handling.exported(request.site(), file, request.signedIn());
            return response;
        }).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD);
    }

    private List<Entry> entries(Request request, CaseFile file) {
        return EntryTable.of(cases.reader(request.tenant()), file.id());
    }

    private static Response named(Response response, String how, CaseFile file, String type) {
        return response.header("Content-Disposition", how + "; filename=\"dossier-" + file.number() + "." + type + "\"").header("Cache-Control", "no-store");
    }

    /** A line for each answer. */
    private String csv(Request request, CaseFile file) {
        StringBuilder csv = new StringBuilder(Csv.BOM);
        csv.append(Csv.line(List.of("step", "question", "answer").stream()
                .map(head -> wording.text(request.site(), request.language(), "demarches.export.of." + head)).toArray()));
        for (CaseView.Part part : view.parts(file, request.site(), Wanted.of(request.language()))) {
            for (Widget.Answer answer : part.answers()) {
                if (answer.entries().isEmpty()) {
                    csv.append(Csv.line(part.label(), answer.label(), String.join("\n", answer.named().lines())));
                }
                answer.entries().forEach(entry -> entry.answers().forEach(cell ->
                        csv.append(Csv.line(part.label(), entry.label() + " – " + cell.label(), String.join("\n", cell.lines())))));
            }
        }
        return csv.toString();
    }
}
