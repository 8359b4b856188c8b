package org.parvis.messaging.compose;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** A tenant's own wording of the messages that plugins send in its name. */
@Component(service = {Routes.class, DeskMenu.class})
public final class WordingDesk implements Routes, DeskMenu {
    private static final String PATH = "/messages-textes";
    private static final String PERMISSION = "messaging.messages";
    private static final List<String> LANGUAGES = List.of("fr", "en");

    private final Wordings wordings;
    private final Plugins plugins;
    private final Database database;
    private final Audit audit;

    @Activate
    public WordingDesk(@Reference Wordings wordings, @Reference Plugins plugins, @Reference Database database, @Reference Audit audit) {
        this.wordings = wordings;
        this.plugins = plugins;
        this.database = database;
        this.audit = audit;
    }

    /**
     * A kind in the list.
     *
     * @param own languages that the tenant has its own wording in
     */
    public record KindLine(String id, String label, List<String> own) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).requires(PERMISSION),
                Route.deskGet(PATH + "/{kind}/{language}", this::show).reads("fait").requires(PERMISSION),
                Route.deskPost(PATH + "/{kind}/{language}", this::save).requires(PERMISSION),
                Route.deskPost(PATH + "/{kind}/{language}/origine", this::forget).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("messaging.wording.title", PATH, PERMISSION, Group.SETTINGS, "edit", 74));
    }

    private Response list(Request request) {
        Set<String> own = wordings.ownOnes(database.of(request.tenant()));
        List<KindLine> kinds = Wordings.ownKinds(plugins.of(request.tenant()), request.tenant()).stream()
                .map(kind -> new KindLine(
                        kind.id(), kind.id() + ".label", LANGUAGES.stream().filter(language -> own.contains(kind.id() + " " + language)).toList()))
                .toList();
        return Response.view("messaging/wordings", Map.of("kinds", kinds, "languages", LANGUAGES));
    }

    private Response show(Request request) {
        Kind kind = kind(request);
        Locale language = language(request);
        ActivePlugins active = plugins.of(request.tenant());
        Wording wording = wordings.of(database.of(request.tenant()), request.site(), active, kind, language);
        return form(request, kind, Map.of("subject", wording.subject(), "text", wording.text(), "brief", wording.brief()), List.of());
    }

    private Response form(Request request, Kind kind, Map<String, String> typed, List<FieldError> errors) {
        Locale language = language(request);
        TenantData data = database.of(request.tenant());
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("kind", new KindLine(kind.id(), kind.id() + ".label", List.of()));
        model.put("tongue", language.getLanguage());
        model.put("own", wordings.own(data, kind.id(), language).isPresent());
        model.put("sms", kind.channels().contains(Channel.SMS));
        model.put("variables", Wordings.variables(kind).stream().sorted().map(name -> "[" + name + "]").collect(Collectors.joining(" ")));
        model.put("original", wordings.original(request.site(), plugins.of(request.tenant()), kind, language));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("messaging/wording", model);
    }

    private Response save(Request request) throws IOException {
        Kind kind = kind(request);
        Form form = request.form();
        Wording wording = new Wording(form.value("subject"), form.value("text"), form.value("brief"));
        try {
            database.of(request.tenant()).write(transaction -> {
                wordings.save(transaction, kind, language(request), wording);
                audit.record(transaction, request.signedIn(), "messaging.wording.own", kind.id(), kind.id() + ", " + language(request).getLanguage());
            });
            return Response.seeOther(here(request, kind) + "?fait=enregistre");
        } catch (Invalid invalid) {
            return form(request, kind, form.typed(), invalid.errors()).status(invalid.status());
        }
    }

    private Response forget(Request request) {
        Kind kind = kind(request);
        database.of(request.tenant()).write(transaction -> {
            wordings.forget(transaction, kind, language(request));
            audit.record(transaction, request.signedIn(), "messaging.wording.original", kind.id(), kind.id() + ", " + language(request).getLanguage());
        });
        return Response.seeOther(here(request, kind) + "?fait=origine");
    }

    private static String here(Request request, Kind kind) {
        return "/bureau/" + request.site().tenant().slug() + PATH + "/" + kind.id() + "/" + request.variable("language");
    }

    private Kind kind(Request request) {
        return Wordings.ownKinds(plugins.of(request.tenant()), request.tenant()).stream()
                .filter(kind -> kind.id().equals(request.variable("kind")))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static Locale language(Request request) {
        String language = request.variable("language");
        if (!LANGUAGES.contains(language)) {
            throw new NotFound();
        }
        return Locale.forLanguageTag(language);
    }
}
