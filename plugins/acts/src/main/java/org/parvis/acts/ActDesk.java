package org.parvis.acts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;

/** The list of acts in the back office, and what their open data needs to know. */
@Component(service = {Routes.class, DeskMenu.class})
public final class ActDesk implements Routes, DeskMenu {
    private static final int PAGE_SIZE = 25;
    private static final int LUHN = 10;

    private final Acts acts;
    private final ScdlExport export;
    private final Settings settings;
    private final Database database;

    @Activate
    public ActDesk(@Reference Acts acts, @Reference ScdlExport export, @Reference Settings settings, @Reference Database database) {
        this.acts = acts;
        this.export = export;
        this.settings = settings;
        this.database = database;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("acts.plugin.name", "/actes", "acts.publish", Group.PUBLISH, "file", 15),
                new Entry("acts.settings.title", "/actes-reglages", "acts.settings", Group.SETTINGS, "tag", 65));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actes", this::list).reads("etat", "nature", "annee", "q", "page", "fait").requires("acts.publish"),
                Route.deskGet("/actes-reglages", this::settings).reads("fait").requires("acts.settings"),
                Route.deskPost("/actes-reglages", this::save).requires("acts.settings"));
    }

    private Response list(Request request) {
        ActTable.Wanted wanted = new ActTable.Wanted(
                request.query("annee").map(ActPages::number).orElse(null), request.query("nature").flatMap(ActKind::of).orElse(null), null,
                request.query("q").orElse(""), request.query("etat").flatMap(ActDesk::status).orElse(null), true);
        Reader reader = acts.reader(request.tenant());
        long total = ActTable.count(reader, wanted, request.now());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(pages, Math.max(1, request.query("page").map(ActPages::number).orElse(1)));
        Map<String, Object> model = ActPages.filters(wanted);
        model.put("statuses", Stream.of(Status.values()).map(Status::code).toList());
        model.put("lines", ActTable.find(reader, wanted, request.now(), (page - 1) * PAGE_SIZE, PAGE_SIZE).stream()
                .map(act -> ActViews.Card.of(act, request.now()))
                .toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("exported", export.ready(request.tenant()));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("acts/desk-list", model);
    }

    private static Optional<Status> status(String code) {
        return Stream.of(Status.values()).filter(status -> status.code().equals(code)).findFirst();
    }

    private Response settings(Request request) {
        Map<String, String> values = settings.of(request.tenant());
        return settings(
                request,
                Map.of("siret", values.getOrDefault(ScdlExport.SIRET, ""), "prefecture", values.getOrDefault(ScdlExport.PREFECTURE, "")),
                List.of());
    }

    private Response settings(Request request, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("siren", Optional.ofNullable(request.site().tenant().siren()).orElse(""));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("acts/desk-settings", model);
    }

    private Response save(Request request) throws IOException {
        String siret = request.form().value("siret").replace(" ", "").replace("\u00a0", "");
        String prefecture = request.form().value("prefecture").toUpperCase(Locale.ROOT);
        List<FieldError> errors = new ArrayList<>();
        String siren = request.site().tenant().siren();
        if (!siret.isEmpty() && !isSiret(siret)) {
            errors.add(FieldError.of("siret", "acts.error.siret"));
        } else if (!siret.isEmpty() && siren != null && !siret.startsWith(siren)) {
            errors.add(FieldError.of("siret", "acts.error.siret.other", siren));
        }
        if (!prefecture.isEmpty() && !ScdlExport.PREFECTURE_FORM.matcher(prefecture).matches()) {
            errors.add(FieldError.of("prefecture", "acts.error.prefecture"));
        }
        if (!errors.isEmpty()) {
            return settings(request, request.form().typed(), errors).status(Invalid.of(errors).status());
        }
        database.of(request.tenant()).write(transaction -> {
            settings.set(transaction, ScdlExport.SIRET, siret);
            settings.set(transaction, ScdlExport.PREFECTURE, prefecture);
        });
        return Response.seeOther(desk(request, "/actes-reglages?fait=oui"));
    }

    /** Fourteen digits whose last one checks the others by Luhn's rule (ISO/IEC 7812-1). */
    static boolean isSiret(String text) {
        if (!ScdlExport.SIRET_FORM.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = (text.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % LUHN == 0;
    }

    static String desk(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + path;
    }

    static UUID idOf(Request request) {
        try {
            return UUID.fromString(request.variable("id"));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }
}
