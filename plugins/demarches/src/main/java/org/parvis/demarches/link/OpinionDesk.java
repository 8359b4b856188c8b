package org.parvis.demarches.link;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.calendar.CivilTime;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AgentKinds;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Piece;
import org.parvis.demarches.Screen;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Wording;
import org.parvis.demarches.Workers;
import org.parvis.demarches.desk.CasePage;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Asking somebody outside for an opinion on a file, with a link that shows what the agent chooses; and ending such links. */
@Component(service = Routes.class)
public final class OpinionDesk implements Routes {
    private static final int MOST_DAYS = 60;
    private static final int DAYS = 15;

    private final Database database;
    private final CasePage page;
    private final CaseView view;
    private final Links links;
    private final Notifications notifications;
    private final Audit audit;

    @Activate
    public OpinionDesk(
            @Reference Database database, @Reference CasePage page, @Reference CaseView view, @Reference Links links, @Reference Notifications notifications,
            @Reference Audit audit) {
        this.database = database;
        this.page = page;
        this.view = view;
        this.links = links;
        this.notifications = notifications;
        this.audit = audit;
    }

    /** A link as listed; {@code state}: open, answered, revoked, over. */
    public record Line(String id, String name, String email, List<String> text, String state, Instant created, Instant expires, @Nullable Instant answered) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches/{id}/avis", this::show).reads(AtDesk.DONE).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/avis", this::ask).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/avis/{link}/arreter", this::revoke).requires(CaseAccess.PERMISSION));
    }

    private Response show(Request request) {
        return show(request, page.handled(request), List.of(), List.of(), Map.of(), List.of());
    }

    private Response show(
            Request request, CaseFile file, List<String> steps, List<String> files, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Map<String, Object> model = page.contents(request.site(), file, EntryTable.of(database.of(request.tenant()), file.id()), wanted, request);
        model.put("steps", steps(request, file, wanted));
        model.put("chosen", steps);
        model.put("chosenfiles", files);
        model.put("lines", Links.of(database.of(request.tenant()), file.id()).stream().map(link -> line(link, request.now())).toList());
        model.put("until", today(request).plusDays(DAYS).toString());
        model.put("typed", typed);
        model.put("errors", errors);
        AtDesk.say(request, model);
        return Response.view("demarches/desk-opinion", model);
    }

    private static LocalDate today(Request request) {
        return LocalDate.ofInstant(request.now(), request.site().tenant().zone());
    }

    private List<Workers.Choice> steps(Request request, CaseFile file, Wanted wanted) {
        Screen screen = view.screen(file, request.site(), wanted);
        List<Workers.Choice> steps = new ArrayList<>();
        for (Screens.Step step : view.procedure(file).screens().shown(file.answers().json())) {
            steps.add(new Workers.Choice(step.key(), screen.label(step.key())));
        }
        return steps;
    }

    private static Line line(Link link, Instant now) {
        String state = link.answered() != null ? "answered" : link.revoked() != null ? "revoked" : link.open(now) ? "open" : "over";
        return new Line(
                link.id().toString(), link.name(), link.email(), link.text().lines().toList(), state, link.created(), link.expires().minusSeconds(1), link.answered());
    }

    private Response ask(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = fields.required("name", 120);
        String email = fields.email("email");
        if (email.isEmpty() || !Recipient.isEmail(email)) {
            fields.wrong("email", "form.required");
        }
        String text = fields.required("text", Ways.LONGEST);
        LocalDate until = Ways.day(form.value("until"));
        if (until == null || until.isBefore(today(request)) || until.isAfter(today(request).plusDays(MOST_DAYS))) {
            fields.wrong("until", "demarches.opinion.until", MOST_DAYS);
        }
        if (file.closed()) {
            fields.wrong("text", "demarches.opinion.closed");
        }
        List<String> pieces = form.values("piece").stream().filter(page.pieces(request, file).stream().map(Piece::id).toList()::contains).toList();
        if (!fields.errors().isEmpty() || until == null) {
            return show(request, file, form.values("step"), pieces, form.typed(), fields.errors()).status(422);
        }
        Link link = new Link(
                Ids.next(), file.id(), Link.Kind.OPINION, email, name, text, form.values("step"), pieces, form.ticked("applicant"), request.signedIn().name(),
                request.now(), CivilTime.endOfDay(until, request.site().tenant().zone()), null, null);
        send(request, file, link, until);
        return AtDesk.done(request, "/demarches/" + file.id() + "/avis", "asked");
    }

    private void send(Request request, CaseFile file, Link link, LocalDate until) {
        database.of(request.tenant()).write(transaction -> {
            String address = links.issue(transaction, request.site(), link);
            EntryTable.insert(transaction, file.id(), new Entry(
                    Ids.next(), request.now(), Entry.Kind.ASKED, Cases.cut(link.name(), 80), request.signedIn().name(), true, link.text(), List.of()));
            audit.record(transaction, AuditEntry.by(request.signedIn(), "demarches.opinionask", file.id().toString())
                    .concerning(Cases.party(file.applicant()))
                    .detail(file.number() + " " + link.name()));
            notifications.send(transaction, Notification.of(AgentKinds.OPINION, Recipient.email(link.email(), Locale.FRENCH), Map.of(
                    "procedure", view.procedure(file).title(Wanted.of(Locale.FRENCH)), "name", link.name(), "text", link.text(),
                    "until", Wording.date(until, Locale.FRENCH), "link", address)));
        });
    }

    private Response revoke(Request request) {
        CaseFile file = page.handled(request);
        links.revoke(request.site(), file, Paths.uuid(request.variable("link")), request.signedIn(), request.now());
        return AtDesk.done(request, "/demarches/" + file.id() + "/avis", "revoked");
    }
}
