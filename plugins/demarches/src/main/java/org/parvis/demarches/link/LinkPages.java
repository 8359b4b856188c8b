package org.parvis.demarches.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.CallRate;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Piece;
import org.parvis.demarches.Pieces;
import org.parvis.demarches.Screen;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Widget;
import org.parvis.demarches.Wording;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What somebody outside sees by a link: what the agent chose of a file, and no more; and where they answer. */
@Component(service = Routes.class)
public final class LinkPages implements Routes {
    private static final String PATH = Links.PATH + "{token}";
    private static final int MOST_GUESSES = 30;

    private final Links links;
    private final Cases cases;
    private final CaseView view;
    private final Attachments attachments;
    private final Wording wording;
    private final CaseZip zip;
    private final CallRate guesses = new CallRate(MOST_GUESSES, Duration.ofHours(1));

    @Activate
    public LinkPages(
            @Reference Links links, @Reference Cases cases, @Reference CaseView view, @Reference Attachments attachments, @Reference Wording wording,
            @Reference CaseZip zip) {
        this.links = links;
        this.cases = cases;
        this.view = view;
        this.attachments = attachments;
        this.wording = wording;
        this.zip = zip;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, this::show),
                Route.post(PATH, this::answer),
                Route.get(PATH + "/piece/{file}", this::piece).limits(Limits.UPLOAD),
                Route.get(PATH + "/dossier", this::whole).limits(Limits.UPLOAD));
    }

    /** A link that holds, and its file. */
    private record Open(Link link, CaseFile file) {}

    private Open open(Request request) {
        Link link = links.open(request.tenant(), request.variable("token"), request.now()).orElseThrow(() -> guessed(request));
        return new Open(link, cases.get(request.tenant(), link.file()));
    }

    private RuntimeException guessed(Request request) {
        return guesses.allows(request.clientAddress(), request.now()) ? new NotFound("demarches.link.gone") : Invalid.request(429, "demarches.opinion.often");
    }

    private Response show(Request request) {
        Open open = open(request);
        links.read(request.site(), open.file(), open.link());
        return page(request, open, Map.of(), List.of());
    }

    private Response page(Request request, Open open, Map<String, String> typed, List<FieldError> errors) {
        Link link = open.link();
        CaseFile file = open.file();
        Wanted wanted = Wanted.of(request.language());
        Map<String, Object> model = new HashMap<>();
        model.put("here", Links.PATH + request.variable("token"));
        model.put("kind", link.kind().name().toLowerCase(Locale.ROOT));
        model.put("text", link.text().lines().toList());
        model.put("by", link.by());
        // Its last day: the link ends with it.
        model.put("until", link.expires().minusSeconds(1));
        model.put("answered", link.answered() != null);
        model.put("closed", file.closed());
        model.put("procedure", view.procedure(file).title(wanted));
        model.put("fileno", file.number());
        model.put("applicant", link.applicant() ? contact(file.applicant()) : List.of());
        model.put("parts", parts(request, open, wanted));
        model.put("files", link.files().stream().flatMap(id -> attachments.byId(request.tenant(), id).stream()).map(Piece::of).toList());
        model.put("stances", Stream.of(Link.Stance.values()).map(Link.Stance::code).toList());
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/link", model).header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }

    private static List<String> contact(CaseFile.Applicant applicant) {
        return Stream.of(applicant.name(), applicant.email(), applicant.phone()).filter(text -> !text.isBlank()).toList();
    }

    /** The chosen parts of the answers; files among them are shown only if they were chosen too. */
    private List<CaseView.Part> parts(Request request, Open open, Wanted wanted) {
        Screen screen = view.screen(open.file(), request.site(), wanted);
        List<CaseView.Part> parts = new ArrayList<>();
        for (Screens.Step step : view.procedure(open.file()).screens().shown(open.file().answers().json())) {
            if (open.link().steps().contains(step.key())) {
                List<Widget.Answer> answers = screen.answers(step, open.file().answers()).stream()
                        .filter(answer -> answer.files().isEmpty())
                        .toList();
                parts.add(new CaseView.Part(screen.label(step.key()), answers));
            }
        }
        return parts;
    }

    private Response answer(Request request) throws IOException {
        Open open = open(request);
        if (open.link().kind() != Link.Kind.OPINION) {
            throw new NotFound();
        }
        Form form = request.form();
        Fields fields = new Fields(form);
        String stance = fields.required("stance", 20);
        if (!stance.isEmpty() && Stream.of(Link.Stance.values()).noneMatch(one -> one.code().equals(stance))) {
            fields.wrong("stance", "form.required");
        }
        String text = stance.equals(Link.Stance.FAVOURABLE.code()) ? fields.text("text", Ways.LONGEST) : fields.required("text", Ways.LONGEST);
        if (open.file().closed()) {
            fields.wrong("text", "demarches.opinion.closed");
        }
        if (!fields.errors().isEmpty()) {
            return page(request, open, form.typed(), fields.errors()).status(422);
        }
        String said = wording.text(request.site(), Locale.FRENCH, "demarches.opinion.stance." + stance);
        try {
            links.answer(request.site(), open.file(), open.link(), text.isBlank() ? said : said + "\n" + text, request.now());
        } catch (Conflict twice) {
            return page(request, open, form.typed(), List.of(FieldError.of("text", twice.messageKey()))).status(twice.status());
        }
        return Response.seeOther(Paths.prefix(request) + Links.PATH + request.variable("token"));
    }

    private Response piece(Request request) {
        Open open = open(request);
        Attachment file = attachments.byId(request.tenant(), request.variable("file"))
                .filter(one -> open.link().files().contains(one.id()) && one.kind().equals(Drafts.FILES) && one.subject().equals(open.file().id().toString()))
                .orElseThrow(NotFound::new);
        links.read(request.site(), open.file(), open.link());
        return Pieces.of(request, attachments, file, "'none'");
    }

    /** All that another administration needs to go on. */
    private Response whole(Request request) {
        Open open = open(request);
        if (open.link().kind() != Link.Kind.HANDOVER) {
            throw new NotFound();
        }
        links.read(request.site(), open.file(), open.link());
        return CaseZip.response(open.file(), zip.ready(request.site(), open.file(), CaseZip.Part.HANDED_OVER, request.now()));
    }
}
