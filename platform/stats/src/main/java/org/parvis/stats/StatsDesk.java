package org.parvis.stats;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Csv;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.document.Documents;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** The figures of a tenant; in the territory's back office, for operators, those of all tenants together. */
@Component(service = {Routes.class, DeskMenu.class})
public final class StatsDesk implements Routes, DeskMenu {
    static final String READ = "stats.read";
    static final String PATH = "/statistiques";

    private static final int PAGE = 50;
    private static final String CSV = "text/csv";

    private final Figures figures;
    private final Documents documents;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public StatsDesk(
            @Reference Figures figures, @Reference Documents documents, @Reference Tenants tenants, @Reference Plugins plugins, @Reference Themes themes) {
        this.figures = figures;
        this.documents = documents;
        this.tenants = tenants;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** Another way to look. */
    public record Choice(String label, String url, boolean current) {}

    /** A tenant of the territory. */
    public record Commune(String name, String url, String visits, String views) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("stats.title", PATH, READ, Group.OVERSIGHT, "chart", 60));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::page).requires(READ).reads("periode", "debut", "comparer", "page"),
                Route.deskGet(PATH + "/chiffres.csv", this::csv).requires(READ).reads("periode", "debut"),
                Route.deskGet(PATH + "/rapport.pdf", this::pdf).requires(READ).reads("debut"));
    }

    /** Agents of the territory who are no operators see the portal's own figures. */
    private static Figures.Scope scope(Request request) {
        return new Figures.Scope(request.site(), request.site().tenant().isTerritory() && request.signedIn().isOperator());
    }

    private Words words(Request request) {
        return new Words(themes, plugins.newest(), request.language());
    }

    private Span span(Request request, Figures.Scope scope, Span.Length length) {
        return Span.of(length, request.query("debut").orElse(""), figures.thisMonth(scope));
    }

    private Response page(Request request) {
        Figures.Scope scope = scope(request);
        Words words = words(request);
        YearMonth now = figures.thisMonth(scope);
        Span span = span(request, scope, Span.Length.of(request.query("periode").orElse("")));
        boolean compare = !request.query("comparer").orElse("").equals("non");
        String here = "/bureau/" + request.site().tenant().slug() + PATH;
        Map<String, Object> model = new HashMap<>();
        model.put("report", new Reports(words, figures.read(scope, span), now, compare).report());
        model.put("lengths", lengths(words, here, span, now, compare));
        model.put("previous", here + "?" + span.previous().query() + option(compare));
        if (!span.next().first().isAfter(now)) {
            model.put("next", here + "?" + span.next().query() + option(compare));
        }
        model.put("here", here);
        model.put("toggle", here + "?" + span.query() + option(!compare));
        model.put("query", span.query());
        model.put("quarter", words.span(Span.around(Span.Length.QUARTER, span.last().isAfter(now) ? now : span.last())));
        model.put("quarterStart", Span.around(Span.Length.QUARTER, span.last().isAfter(now) ? now : span.last()).first().toString());
        model.put("whole", scope.whole());
        if (scope.whole()) {
            communes(request, span, words, here + "?" + span.query() + option(compare), model);
        }
        return Response.view("stats/page", model);
    }

    private static String option(boolean compare) {
        return compare ? "" : "&comparer=non";
    }

    private static List<Choice> lengths(Words words, String here, Span span, YearMonth now, boolean compare) {
        List<Choice> choices = new ArrayList<>();
        YearMonth month = span.holds(now) ? now : span.last();
        for (Span.Length length : Span.Length.values()) {
            String url = here + "?" + Span.around(length, month).query() + option(compare);
            choices.add(new Choice(words.text("stats.length." + length.code()), url, length == span.length()));
        }
        return choices;
    }

    private void communes(Request request, Span span, Words words, String url, Map<String, Object> model) {
        List<CountTable.TenantSum> all = figures.byTenant(span);
        int pages = Math.max(1, (all.size() + PAGE - 1) / PAGE);
        String typed = request.query("page").orElse("1");
        int page = Math.min(pages, typed.matches("[1-9]\\d{0,3}") ? Integer.parseInt(typed) : 1);
        model.put("communes", all.stream().skip((page - 1L) * PAGE).limit(PAGE).map(sum -> new Commune(
                name(sum.tenant()), "/bureau/" + tenants.byId(sum.tenant()).map(site -> site.tenant().slug()).orElse("") + PATH + "?" + span.query(),
                words.number(sum.visits()), words.number(sum.views()))).toList());
        model.put("pageNumber", page);
        model.put("pages", pages);
        model.put("pageUrl", url);
    }

    private String name(TenantId tenant) {
        return tenants.byId(tenant).map(site -> site.tenant().name().name()).orElse(tenant.toString());
    }

    private Response csv(Request request) {
        Figures.Scope scope = scope(request);
        Words words = words(request);
        Span span = span(request, scope, Span.Length.of(request.query("periode").orElse("")));
        StringBuilder out = new StringBuilder(Csv.BOM);
        out.append(Csv.line(words.text("stats.csv.figure"), words.text("stats.csv.detail"), words.text("stats.csv.month"), words.text("stats.csv.value")));
        new CsvLines(words, figures.read(scope, span), figures.thisMonth(scope)).write(out);
        if (scope.whole()) {
            figures.byTenant(span).forEach(sum -> {
                out.append(Csv.line(words.text("stats.csv.visits.tenant"), name(sum.tenant()), words.span(span), sum.visits()));
                out.append(Csv.line(words.text("stats.csv.views.tenant"), name(sum.tenant()), words.span(span), sum.views()));
            });
        }
        return Response.text(CSV, out.toString()).header("Content-Disposition", attachment(request.site(), span, "csv"));
    }

    private Response pdf(Request request) {
        Figures.Scope scope = scope(request);
        Words words = words(request);
        Span span = span(request, scope, Span.Length.QUARTER);
        Report report = new Reports(words, figures.read(scope, span), figures.thisMonth(scope), true).report();
        String title = words.text("stats.report.title", request.site().tenant().name().name(), words.span(span));
        byte[] pdf = documents.pdf(new Documents.Printed(
                request.site(), request.language(), title, request.now(), "stats/report", Map.of("report", report, "whole", scope.whole()), Map.of()));
        return Response.bytes("application/pdf", pdf).header("Content-Disposition", attachment(request.site(), span, "pdf").replace("attachment", "inline"));
    }

    private static String attachment(Site site, Span span, String ending) {
        return "attachment; filename=\"statistiques-" + site.tenant().slug() + "-" + span.first() + "-" + span.length().code() + "." + ending + "\"";
    }
}
