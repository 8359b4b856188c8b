package org.parvis.site.feedback;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Permissions;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.site.Desk;

/** What visitors say, in the back office: by page, one by one, handled or not. */
@Component(service = {Routes.class, DeskMenu.class})
public final class FeedbackDesk implements Routes, DeskMenu {

    private static final String PERMISSION = "site.feedback";
    private static final String SETTINGS = "site.feedback.settings";

    private final Feedback feedback;
    private final Permissions permissions;

    @Activate
    public FeedbackDesk(@Reference Feedback feedback, @Reference Permissions permissions) {
        this.feedback = feedback;
        this.permissions = permissions;
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("site.feedback.title", "/avis", PERMISSION, Group.QUALITY, "hand", 85));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/avis", this::list).reads("adresse", "tous", "non", "texte", "page", "fait").requires(PERMISSION),
                Route.deskPost("/avis", this::turn).requires(SETTINGS),
                Route.deskPost("/avis/{id}", this::handle).requires(PERMISSION));
    }

    private Response list(Request request) {
        Feedback.Wanted wanted = new Feedback.Wanted(
                request.query("adresse").orElse(""), request.query("tous").isEmpty(), request.query("non").isPresent(), request.query("texte").isPresent(),
                request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Feedback.Found found = feedback.find(request.tenant(), wanted);
        Map<String, Object> model = new HashMap<>();
        model.put("remarks", found.remarks());
        model.put("total", found.total());
        model.put("page", found.page());
        model.put("pages", found.pages());
        model.put("counts", feedback.counts(request.tenant()));
        model.put("filter", Map.of("adresse", wanted.path(), "tous", !wanted.open(), "non", wanted.unhappy(), "texte", wanted.worded()));
        model.put("filtered", !wanted.path().isEmpty() || !wanted.open() || wanted.unhappy() || wanted.worded());
        model.put("on", feedback.isOn(request.tenant()));
        model.put("maySet", permissions.may(request.signedIn(), SETTINGS, request.tenant()));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/feedback", model);
    }

    private Response turn(Request request) throws IOException {
        boolean on = "oui".equals(request.form().value("demander"));
        feedback.turn(request.tenant(), on, request.signedIn());
        return Desk.to(request, "/avis?fait=" + (on ? "on" : "off"));
    }

    private Response handle(Request request) throws IOException {
        Form form = request.form();
        boolean handled = !"non".equals(form.value("traite"));
        if (!feedback.handle(request.tenant(), Desk.id(request), handled, request.signedIn())) {
            throw new NotFound();
        }
        return Desk.to(request, "/avis?fait=" + (handled ? "handled" : "reopened&tous=1"));
    }
}
