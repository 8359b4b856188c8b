package org.parvis.demarches.citizen;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.Documents;
import org.parvis.api.document.QrCodes;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Screen;
import org.parvis.demarches.Wording;
import org.parvis.demarches.procedure.Element;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts.Wanted;

/** The sheet of a procedure as a PDF file, with its questions to be answered by hand: for the counter, the post, and people without a screen. */
@Component(service = Routes.class)
public final class SheetPrint implements Routes {
    private static final int MODULE = 6;

    private final Offers offers;
    private final Wording wording;
    private final Documents documents;
    private final QrCodes codes;
    private final PublicUrls urls;

    @Activate
    public SheetPrint(
            @Reference Offers offers, @Reference Wording wording, @Reference Documents documents, @Reference QrCodes codes, @Reference PublicUrls urls) {
        this.offers = offers;
        this.wording = wording;
        this.documents = documents;
        this.codes = codes;
        this.urls = urls;
    }

    /** Questions of a step; {@code hint} says when they are for some alone, or is empty. */
    public record Part(String label, String hint, List<Question> questions) {}

    /**
     * A question on paper.
     *
     * @param options to tick, or empty: to be written
     * @param lines to write on
     */
    public record Question(String label, String hint, boolean required, List<String> options, int lines) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/teleservices/{procedure}/pdf", this::pdf).reads("texte").limits(Limits.UPLOAD));
    }

    private Response pdf(Request request) {
        Offers.Offered offered = offers.offered(request.tenant(), request.variable("procedure")).orElseThrow(NotFound::new);
        Procedure procedure = offered.procedure();
        Wanted wanted = Wanted.of(request.language()).simple(request.query("texte").filter("simple"::equals).isPresent());
        CataloguePages.Sheet sheet = CataloguePages.sheet(wording, request, offered, wanted);
        String address = urls.of(request.site(), Paths.prefix(request) + "/teleservices/" + procedure.id());
        Map<String, Object> model = new HashMap<>();
        model.put("sheet", sheet);
        model.put("address", address);
        model.put("parts", parts(procedure, wanted));
        model.put("silences", CataloguePages.silences(procedure, wanted));
        byte[] pdf = documents.pdf(new Documents.Printed(
                request.site(), request.language(), sheet.title(), request.now(), "demarches/sheet-print", model, Map.of("qr", codes.png(address, MODULE))));
        return Response.bytes("application/pdf", pdf)
                .header("Content-Disposition", "inline; filename=\"" + procedure.id() + ".pdf\"")
                .tagged(Offers.TAG, Procedures.TAG + "@" + TenantId.TERRITORY, "site");
    }

    private static List<Part> parts(Procedure procedure, Wanted wanted) {
        Screen screen = new Screen(procedure, wanted, id -> Optional.empty());
        List<Part> parts = new ArrayList<>();
        for (Screens.Step step : procedure.screens().steps()) {
            List<Question> questions = new ArrayList<>();
            collect(step.elements(), screen, procedure, wanted, questions);
            parts.add(new Part(screen.label(step.key()), screen.description(step.key()), questions));
        }
        return parts;
    }

    /** All questions that can be answered on paper: the person sees which are theirs, and knows no coordinates. */
    private static void collect(List<Element> elements, Screen screen, Procedure procedure, Wanted wanted, List<Question> into) {
        for (Element element : elements) {
            if (element instanceof Element.Control control && control.field().kind() != Field.Kind.POSITION) {
                into.add(question(control, screen, procedure, wanted));
            } else if (element instanceof Element.Box box) {
                collect(box.elements(), screen, procedure, wanted, into);
            }
        }
    }

    private static Question question(Element.Control control, Screen screen, Procedure procedure, Wanted wanted) {
        Field field = control.field();
        String hint = screen.description(field.key());
        if (field.kind() == Field.Kind.ROWS) {
            List<String> columns = field.columns().stream().map(column -> screen.label(column.key())).toList();
            hint = (hint.isEmpty() ? "" : hint + " ") + String.join(", ", columns);
        }
        List<String> options = field.kind() == Field.Kind.CHECK
                ? screen.said(field, BooleanNode.TRUE)
                : field.values().stream().map(value -> procedure.texts().text(wanted, field.key() + "." + value)).toList();
        int lines = field.kind() == Field.Kind.AREA || field.kind() == Field.Kind.ROWS ? 6 : 1;
        return new Question(screen.label(field.key()), hint, field.required() && control.rule() == null, options, options.isEmpty() ? lines : 0);
    }
}
