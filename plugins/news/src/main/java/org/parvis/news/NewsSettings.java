package org.parvis.news;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Setting;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;

/** Categories and settings of a tenant, and what news adds to the back office's menu. */
@Component(service = {Routes.class, DeskMenu.class, SettingsForm.class})
public final class NewsSettings implements Routes, DeskMenu, SettingsForm {

    /** What becomes of articles that are offered from above. */
    static final Setting SYNDICATION = Setting.choice(
            "news.syndication", Syndication.Mode.REVIEW.code(), Stream.of(Syndication.Mode.values()).map(Syndication.Mode::code).toList());

    /** How many articles the home page shows. */
    static final Setting ON_HOME = Setting.number("news.home", 2, 12, 4);

    private static final String PERMISSION = "news.settings";

    private final Categories categories;
    private final Tenants tenants;

    @Activate
    public NewsSettings(@Reference Categories categories, @Reference Tenants tenants) {
        this.categories = categories;
        this.tenants = tenants;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actualites-reglages", this::show).reads("fait").requires(PERMISSION),
                Route.deskPost("/actualites-reglages", this::save).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("news.plugin.name", "/actualites", "news.write", Group.PUBLISH, "news", 10),
                new Entry("news.categories.title", "/actualites-reglages", PERMISSION, Group.SETTINGS, "tag", 60));
    }

    @Override
    public Page page() {
        return new Page("news", "news.settings.title", PERMISSION, 61);
    }

    @Override
    public List<Setting> settings() {
        return List.of(ON_HOME, SYNDICATION);
    }

    @Override
    public boolean asked(Site site, Setting setting) {
        return !setting.equals(SYNDICATION) || !tenants.above(site.id()).isEmpty();
    }

    private Response show(Request request) {
        String names = categories.of(request.tenant()).stream().map(Category::name).collect(Collectors.joining("\n"));
        return form(request, Map.of("categories", names), List.of());
    }

    private static Response form(Request request, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("news/desk-settings", model);
    }

    private Response save(Request request) throws IOException {
        try {
            categories.replace(request.tenant(), request.form().value("categories").lines().toList());
            return Response.seeOther(NewsDesk.desk(request, "/actualites-reglages?fait=oui"));
        } catch (Invalid invalid) {
            return form(request, request.form().typed(), invalid.errors()).status(invalid.status());
        }
    }
}
