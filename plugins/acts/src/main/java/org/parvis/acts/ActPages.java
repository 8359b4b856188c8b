package org.parvis.acts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;

/** The public list of acts, the page of each, and its documents. */
@Component(service = {Routes.class, ActPages.class})
public final class ActPages implements Routes {
    static final int PAGE_SIZE = 20;

    private static final String PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Acts acts;
    private final ActFiles files;
    private final Tenants tenants;

    @Activate
    public ActPages(@Reference Acts acts, @Reference ActFiles files, @Reference Tenants tenants) {
        this.tenants = tenants;
        this.acts = acts;
        this.files = files;
    }

    /** A choice of a filter. */
    public record Choice(String value, String label) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/actes", this::list).reads("annee", "nature", "matiere", "q", "page"),
                Route.get("/actes/{slug}", this::act),
                Route.get("/actes/{slug}/document/{number}", this::document));
    }

    private Response list(Request request) {
        ActTable.Wanted wanted = new ActTable.Wanted(
                request.query("annee").map(ActPages::number).orElse(null),
                request.query("nature").map(code -> ActKind.of(code).orElseThrow(NotFound::new)).orElse(null),
                request.query("matiere").map(ActPages::area).orElse(null),
                request.query("q").map(words -> words.substring(0, Math.min(words.length(), 100))).orElse(""), null, false);
        Reader reader = acts.reader(request.tenant());
        long total = ActTable.count(reader, wanted, request.now());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = request.query("page").map(ActPages::number).orElse(1);
        if (page < 1 || page > pages) {
            throw new NotFound();
        }
        Map<String, Object> model = filters(wanted);
        model.put("acts", ActTable.find(reader, wanted, request.now(), (page - 1) * PAGE_SIZE, PAGE_SIZE).stream()
                .map(act -> ActViews.Card.of(act, request.now()))
                .toList());
        model.put("years", ActTable.years(reader, request.now()).stream().map(year -> new Choice(year.toString(), year.toString())).toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        Response response = Response.view("acts/list", model).validUntil(ActTable.nextChange(reader, request.now()));
        // What visitors type has no end: such pages are not kept.
        return wanted.words().isBlank() ? response.tagged(Acts.TAG) : response;
    }

    /** The filters of a list, as chosen, with what there is to choose from. */
    static Map<String, Object> filters(ActTable.Wanted wanted) {
        Map<String, Object> model = new HashMap<>();
        model.put("kinds", Stream.of(ActKind.values()).map(ActKind::code).toList());
        Map<String, String> areas = new LinkedHashMap<>();
        Matters.list().forEach(matter -> areas.put(matter.code().substring(0, 1), matter.area()));
        model.put("areas", areas.entrySet().stream().map(area -> new Choice(area.getKey(), area.getValue())).toList());
        Map<String, String> filter = new HashMap<>();
        filter.put("annee", wanted.year() == null ? "" : wanted.year().toString());
        filter.put("nature", wanted.kind() == null ? "" : wanted.kind().code());
        filter.put("matiere", wanted.area() == null ? "" : wanted.area());
        filter.put("etat", wanted.status() == null ? "" : wanted.status().code());
        filter.put("q", wanted.words());
        model.put("filter", filter);
        model.put("filtered", wanted.filtered());
        return model;
    }

    private Response act(Request request) {
        Act act = acts.shown(request.tenant(), request.variable("slug"), request.now()).orElseThrow(NotFound::new);
        List<Issue> issues = acts.issues(request.tenant(), act.id());
        ActViews.Appeal appeal = ActViews.appeal(request.site(), tenants, act, issues, request.now());
        return Response.view("acts/act", model(act, issues, appeal, request.now()))
                .tagged(Acts.TAG, act.tag())
                .validUntil(ActViews.appealEnds(appeal, request.site().tenant().zone()));
    }

    /** The model of {@code acts/act}. */
    Map<String, Object> model(Act act, List<Issue> issues, ActViews.@Nullable Appeal appeal, Instant now) {
        Map<String, Object> model = new HashMap<>();
        model.put("act", ActViews.Card.of(act, now));
        model.put("documents", ActViews.documents(act, issues));
        if (appeal != null) {
            model.put("appeal", appeal);
        }
        if (act.withdrawal() != null) {
            model.put("withdrawal", act.withdrawal());
        }
        return model;
    }

    private Response document(Request request) {
        Act act = acts.shown(request.tenant(), request.variable("slug"), request.now()).orElseThrow(NotFound::new);
        if (act.state() == State.WITHDRAWN) {
            throw new NotFound();
        }
        Issue issue = IssueTable.byNumber(acts.reader(request.tenant()), act.id(), number(request.variable("number"))).orElseThrow(NotFound::new);
        return served(request, issue);
    }

    /** The file of an issue; what is at its address never changes, whether it may be read does. */
    Response served(Request request, Issue issue) {
        String etag = "\"" + issue.sha256() + "\"";
        if (request.header("If-None-Match").filter(etag::equals).isPresent()) {
            return new Response(304, new Response.Empty(), Map.of("ETag", etag), List.of(), Set.of(), null);
        }
        String name = URLEncoder.encode(issue.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.stream("application/pdf", issue.size(), out -> copy(request, issue, out))
                .header("Content-Disposition", "inline; filename*=UTF-8''" + name)
                .header("Content-Security-Policy", PDF_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache")
                .header("ETag", etag);
    }

    private void copy(Request request, Issue issue, OutputStream out) throws IOException {
        try (InputStream in = files.open(request.tenant(), issue)) {
            in.transferTo(out);
        }
    }

    private static String area(String text) {
        if (!text.matches("[1-9]")) {
            throw new NotFound();
        }
        return text;
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
