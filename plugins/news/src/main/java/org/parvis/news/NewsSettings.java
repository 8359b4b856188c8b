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
import org.parvis.api.data.Database;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Tenants;

/** Categories and syndication of a tenant, and what news adds to the back office's menu. */
@Component(service = {Routes.class, DeskMenu.class})
public final class NewsSettings implements Routes, DeskMenu {

    private final Categories categories;
    private final Syndication syndication;
    private final Settings settings;
    private final Database database;
    private final Tenants tenants;

    @Activate
    public NewsSettings(
            @Reference Categories categories,
            @Reference Syndication syndication,
            @Reference Settings settings,
            @Reference Database database,
            @Reference Tenants tenants) {
        this.categories = categories;
        this.syndication = syndication;
        this.settings = settings;
        this.database = database;
        this.tenants = tenants;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actualites-reglages", this::show).reads("fait").requires("news.settings"),
                Route.deskPost("/actualites-reglages", this::save).requires("news.settings"));
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("news.plugin.name", "/actualites", "news.write", Group.PUBLISH, "news", 10),
                new Entry("news.settings.title", "/actualites-reglages", "news.settings", Group.SITE, "tag", 60));
    }

    private Response show(Request request) {
        String names = categories.of(request.tenant()).stream().map(Category::name).collect(Collectors.joining("\n"));
        Map<String, String> typed = Map.of("categories", names, "syndication", syndication.mode(request.tenant()).code());
        return form(request, typed, List.of());
    }

    private Response form(Request request, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("modes", Stream.of(Syndication.Mode.values()).map(Syndication.Mode::code).toList());
        model.put("receives", !tenants.above(request.tenant()).isEmpty());
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("news/desk-settings", model);
    }

    private Response save(Request request) throws IOException {
        try {
            String mode = request.form().value("syndication");
            if (!mode.isEmpty() && Stream.of(Syndication.Mode.values()).noneMatch(known -> known.code().equals(mode))) {
                throw Invalid.field("syndication", "news.error.syndication");
            }
            categories.replace(request.tenant(), request.form().value("categories").lines().toList());
            if (!mode.isEmpty()) {
                database.of(request.tenant()).write(transaction -> settings.set(transaction, Syndication.SETTING, mode));
            }
            return Response.seeOther(NewsDesk.desk(request, "/actualites-reglages?fait=oui"));
        } catch (Invalid invalid) {
            return form(request, request.form().typed(), invalid.errors()).status(invalid.status());
        }
    }
}
