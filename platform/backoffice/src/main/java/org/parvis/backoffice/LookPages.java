package org.parvis.backoffice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** The look of a site: theme, colours, fonts, logo and header picture, with a preview; alone and as two steps of the wizard. */
@Component(service = Routes.class)
public final class LookPages implements Routes {

    static final String PERMISSION = "backoffice.look";

    /** The field that tells whose tokens the form shows; the preview reads it too. */
    private static final String SHOWN = "shown";

    private final Themes themes;
    private final Plugins plugins;
    private final LookPictures pictures;
    private final SiteChanges changes;
    private final Marks marks;

    @Activate
    public LookPages(
            @Reference Themes themes, @Reference Plugins plugins, @Reference LookPictures pictures, @Reference SiteChanges changes,
            @Reference Marks marks) {
        this.themes = themes;
        this.plugins = plugins;
        this.pictures = pictures;
        this.changes = changes;
        this.marks = marks;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/apparence", request -> show(request, "")).reads("theme", "fait").requires(PERMISSION),
                Route.deskPost("/apparence", request -> save(request, "")).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskGet("/demarrage/theme", request -> show(request, "theme")).reads("theme").requires(PERMISSION),
                Route.deskPost("/demarrage/theme", this::saveTheme).requires(PERMISSION),
                Route.deskGet("/demarrage/identite-visuelle", request -> show(request, "identite-visuelle")).reads("theme").requires(PERMISSION),
                Route.deskPost("/demarrage/identite-visuelle", request -> save(request, "identite-visuelle"))
                        .requires(PERMISSION)
                        .limits(Limits.UPLOAD));
    }

    private Response show(Request request, String step) {
        Look look = request.site().look();
        String wanted = request.query("theme").orElse(look.theme());
        Theme theme = theme(wanted);
        Look shown = theme.id().equals(look.theme()) ? look : new Look(theme.id(), Map.of(), look.logo(), look.header());
        Map<String, Object> model = model(request, theme, shown, step, Map.of());
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view(template(step), model);
    }

    private Theme theme(String id) {
        return themes.byId(id).or(() -> themes.byId("base")).orElseThrow(IllegalStateException::new);
    }

    private static String template(String step) {
        return step.isEmpty() ? "backoffice/look" : "backoffice/step-" + ("theme".equals(step) ? "theme" : "look");
    }

    private Map<String, Object> model(Request request, Theme theme, Look look, String step, Map<String, String> drafts) {
        LookView view = new LookView(themes, plugins.of(request.tenant()), request.language());
        Map<String, Object> model = new HashMap<>();
        model.put("step", step);
        model.put("themes", view.gallery(theme.id()));
        model.put("theme", theme.id());
        model.put("settings", view.settings(theme, look));
        pictures.show(model, request, look, drafts);
        return model;
    }

    /** The wizard's first step: the theme alone; a theme that stays keeps the colours chosen before. */
    private Response saveTheme(Request request) throws IOException {
        Look before = request.site().look();
        String id = request.form().value("theme");
        if (themes.byId(id).isEmpty()) {
            return show(request, "theme");
        }
        if (!id.equals(before.theme())) {
            changes.look(request.tenant(), new Look(id, Map.of(), before.logo(), before.header()));
        }
        marks.set(request.tenant(), SetupSteps.THEME);
        return Wizard.next(request, SetupSteps.THEME);
    }

    private Response save(Request request, String step) throws IOException {
        Form form = request.form();
        Look before = request.site().look();
        Theme theme = theme(form.text("theme").orElse(before.theme()));
        LookForm read = LookForm.read(theme, form.text(SHOWN).orElse(theme.id()), form::value);
        List<FieldError> errors = new ArrayList<>(read.errors());
        Look look = read.on(theme, before);
        if (errors.isEmpty()) {
            try {
                String logo = pictures.chosen(request, form, "logo", before.logo());
                String header = pictures.chosen(request, form, "header", before.header());
                look = new Look(look.theme(), look.tokens(), logo, header);
            } catch (Invalid e) {
                errors.addAll(e.errors());
            }
        }
        if (!errors.isEmpty()) {
            Map<String, Object> model = model(request, theme, look, step, pictures.drafts(request, form));
            model.put("errors", errors);
            model.put("typed", form.typed());
            return Response.view(template(step), model).status(422);
        }
        changes.look(request.tenant(), look);
        marks.set(request.tenant(), SetupSteps.LOOK);
        return step.isEmpty()
                ? Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + "/apparence?fait=1")
                : Wizard.next(request, step);
    }
}
