package org.parvis.demarches.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Closing;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What was reported to the commune and what became of it: what, in which street, since when. Nothing of who said it, no words, no photos. */
@Component(service = Routes.class)
public final class ReportPages implements Routes {
    static final String PATH = "/deja-signales";
    private static final int PAGE = 20;
    private static final int ON_MAP = 100;

    private final Reports reports;
    private final Procedures procedures;

    @Activate
    public ReportPages(@Reference Reports reports, @Reference Procedures procedures) {
        this.reports = reports;
        this.procedures = procedures;
    }

    /** A report in a list; {@code street} may be empty; {@code outside}: the end of a message for how it ended outside of its workflow, where it has no state. */
    public record Line(String number, String topic, String street, String state, String outside, Instant received, Instant updated, String path) {}

    /** A state in which a report came. */
    public record Step(Instant at, String state) {}

    /** A topic to choose. */
    public record Topic(String code, String label) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/{procedure}" + PATH, this::list).reads("sujet", "etat", "page"),
                Route.get("/teleservices/{procedure}" + PATH + "/{number}", this::one));
    }

    private Procedure procedure(Request request) {
        return reports.shown(request.site(), request.variable("procedure")).orElseThrow(NotFound::new);
    }

    private static String base(Procedure procedure) {
        return "/teleservices/" + procedure.id() + PATH;
    }

    private static Response tagged(Response page) {
        return page.tagged(Reports.TAG, Offers.TAG, Procedures.TAG + "@" + TenantId.TERRITORY);
    }

    private Response list(Request request) {
        Procedure procedure = procedure(request);
        Wanted wanted = Wanted.of(request.language());
        List<Topic> topics = topics(procedure, wanted);
        String topic = request.query("sujet").orElse("");
        String stand = request.query("etat").orElse("");
        if (!topic.isEmpty() && topics.stream().noneMatch(each -> each.code().equals(topic)) || !List.of("", "open", "closed").contains(stand)) {
            throw new NotFound();
        }
        ReportTable.Wanted which = Reports.wanted(procedure, stand, topic);
        long total = ReportTable.count(reports.reader(request.site()), which);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = page(request, pages);
        Map<String, Object> model = new HashMap<>();
        model.put("procedure", procedure.id());
        model.put("title", procedure.title(wanted));
        model.put("lines", ReportTable.list(reports.reader(request.site()), which, (page - 1L) * PAGE, PAGE).stream().map(report -> line(report, wanted)).toList());
        model.put("topics", topics);
        model.put("topic", topic);
        model.put("stand", stand);
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("here", Paths.prefix(request) + base(procedure) + "?etat=" + stand + "&sujet=" + topic);
        if (page == 1) {
            map(request, which, wanted).ifPresent(map -> model.put("map", map));
        }
        return tagged(Response.view("demarches/reports", model));
    }

    private static int page(Request request, int pages) {
        String typed = request.query("page").orElse("1");
        if (!typed.matches("[1-9][0-9]{0,5}") || Integer.parseInt(typed) > pages) {
            throw new NotFound();
        }
        return Integer.parseInt(typed);
    }

    private static Field topic(Procedure procedure) {
        Header.Report where = Objects.requireNonNull(procedure.header().filing().report());
        return procedure.screens().fields().stream().filter(field -> field.path().equals(where.topic())).findFirst().orElseThrow(NotFound::new);
    }

    private static List<Topic> topics(Procedure procedure, Wanted wanted) {
        Field field = topic(procedure);
        return field.values().stream().map(code -> new Topic(code, procedure.texts().text(wanted, field.key() + "." + code))).toList();
    }

    /** @param procedure the version of the file */
    public static Line line(Procedure procedure, Report.Public report, Wanted wanted) {
        String topic = procedure.texts().text(wanted, topic(procedure).key() + "." + report.report().topic());
        return new Line(
                report.number(), topic, report.report().street(), procedure.texts().text(wanted, "state." + report.state()),
                Closing.outside(report.state()) ? report.state().substring(1) : "", report.received(), report.updated(), base(procedure) + "/" + report.number());
    }

    private Line line(Report.Public report, Wanted wanted) {
        return line(procedures.of(report), report, wanted);
    }

    /** Places are rounded, so that none tells at whose door it is. */
    private Optional<SketchMap> map(Request request, ReportTable.Wanted which, Wanted wanted) {
        List<SketchMap.Place> places = new ArrayList<>();
        for (Report.Public report : ReportTable.list(reports.reader(request.site()), which, 0, ON_MAP)) {
            Coordinates at = report.report().drawn();
            if (at != null) {
                Line line = line(report, wanted);
                String name = line.street().isEmpty() ? line.topic() : line.topic() + ", " + line.street();
                places.add(new SketchMap.Place(name, Paths.prefix(request) + line.path(), at, 1));
            }
        }
        return SketchMap.of(places);
    }

    private Response one(Request request) {
        Procedure procedure = procedure(request);
        Wanted wanted = Wanted.of(request.language());
        Report.Public report = ReportTable.byNumber(reports.reader(request.site()), Reports.wanted(procedure, "", ""), request.variable("number")).orElseThrow(NotFound::new);
        Procedure version = procedures.of(report);
        Stream<Step> moved = EntryTable.of(reports.reader(request.site()), report.report().id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.MOVED)
                .flatMap(entry -> version.workflow().byId(entry.about()).stream()
                        .map(way -> new Step(entry.at(), version.texts().text(wanted, "state." + way.to()))));
        Step received = new Step(report.received(), version.texts().text(wanted, "state." + version.workflow().initial()));
        return tagged(Response.view("demarches/report", Map.of(
                "procedure", procedure.id(), "title", procedure.title(wanted), "line", line(report, wanted),
                "hint", version.texts().text(wanted, "state." + report.state() + ".description"), "steps", Stream.concat(Stream.of(received), moved).toList())));
    }
}
