package org.parvis.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.content.Csv;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.view.Themes;

/** The log of a tenant: list with filters, export, checkpoints; and the public key for who wants to check them. */
@Component(service = {Routes.class, DeskMenu.class})
public final class AuditPages implements Routes, DeskMenu {
    private static final String READ = "audit.read";
    private static final String PATH = "/journal";
    /** As spreadsheets read it, in the tenant's zone. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Database database;
    private final Plugins plugins;
    private final Themes themes;
    private final SqlAudit audit;
    private final Checkpoints checkpoints;

    @Activate
    public AuditPages(
            @Reference Database database, @Reference Plugins plugins, @Reference Themes themes, @Reference SqlAudit audit, @Reference Checkpoints checkpoints) {
        this.database = database;
        this.plugins = plugins;
        this.themes = themes;
        this.audit = audit;
        this.checkpoints = checkpoints;
    }

    /** One entry as shown. */
    public record Line(Instant happened, String actor, @Nullable String behalf, String sentence, @Nullable String person, String action, String subject) {}

    /** A plugin to filter by. */
    public record Service(String id, String name) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("audit.title", PATH, READ, Group.OVERSIGHT, "list", 85));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads(AuditFilter.PARAMETERS).requires(READ),
                Route.deskGet(PATH + "/export", this::export).reads(AuditFilter.PARAMETERS).requires(READ),
                Route.deskGet(PATH + "/controles", this::download).requires(READ),
                Route.get("/.well-known/parvis-audit-key.pem", request -> Response.text("application/x-pem-file", checkpoints.publicKey())));
    }

    private Response list(Request request) {
        AuditFilter filter = AuditFilter.of(request);
        AuditList list = new AuditList(database, request.site(), filter);
        long total = list.count();
        int pages = (int) Math.max(1, (total + AuditList.PAGE - 1) / AuditList.PAGE);
        int page = Math.min(pages, page(request));
        Sentences sentences = new Sentences(themes, plugins, request);
        return Response.view(
                "audit/list",
                Map.of(
                        "filter", filter,
                        "lines", list.page(page).stream().map(entry -> line(sentences, entry)).toList(),
                        "total", total,
                        "pages", pages,
                        "page", page,
                        "services", services(request, sentences)));
    }

    private static int page(Request request) {
        return request.query("page").filter(page -> page.matches("[1-9]\\d{0,6}")).map(Integer::valueOf).orElse(1);
    }

    private List<Service> services(Request request, Sentences sentences) {
        return (request.site().tenant().isTerritory() ? plugins.newest() : plugins.of(request.tenant())).plugins().stream()
                .map(plugin -> plugin.id())
                .distinct()
                .map(id -> new Service(id, sentences.text(id + ".plugin.name")))
                .sorted(Comparator.comparing(Service::name))
                .collect(Collectors.toList());
    }

    private static Line line(Sentences sentences, Recorded entry) {
        Recorded.Content content = entry.content();
        if (content == null) {
            throw new IllegalStateException("erased entries are not listed");
        }
        return new Line(
                entry.happened(), sentences.actor(content), sentences.behalf(content), sentences.action(content),
                content.personName(), content.action(), content.subject());
    }

    /** The whole list as CSV, read piece by piece as the client takes it; the export is itself recorded. */
    private Response export(Request request) {
        AuditFilter filter = AuditFilter.of(request);
        Sentences sentences = new Sentences(themes, plugins, request);
        database.of(request.tenant())
                .write(transaction -> audit.record(transaction, AuditEntry.by(request.signedIn(), "audit.export", "").detail(filter.active() ? filter.query() : "")));
        AuditList list = new AuditList(database, request.site(), filter);
        return Response.stream("text/csv; charset=utf-8", -1, out -> write(list, sentences, request.site().tenant().zone(), out))
                .header("Content-Disposition", "attachment; filename=\"journal-" + request.site().tenant().slug() + ".csv\"");
    }

    private static void write(AuditList list, Sentences sentences, ZoneId zone, OutputStream out) throws IOException {
        Object[] head = List.of("date", "actor", "behalf", "sentence", "person", "action", "object", "entry").stream()
                .map(column -> sentences.text("audit.column." + column))
                .toArray();
        out.write((Csv.BOM + Csv.line(head)).getBytes(StandardCharsets.UTF_8));
        UUID after = null;
        List<Recorded> next = list.next(after);
        while (!next.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            for (Recorded entry : next) {
                Line line = line(sentences, entry);
                lines.append(Csv.line(
                        SECONDS.format(line.happened().atZone(zone)), line.actor(), line.behalf(), line.sentence(),
                        line.person(), line.action(), line.subject(), entry.id()));
                after = entry.id();
            }
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            next = list.next(after);
        }
    }

    private Response download(Request request) {
        StringBuilder lines = new StringBuilder();
        checkpoints.of(request.tenant()).forEach(checkpoint -> lines.append(checkpoint.line()).append('\n'));
        return Response.text("text/tab-separated-values", lines.toString())
                .header("Content-Disposition", "attachment; filename=\"controles-" + request.site().tenant().slug() + ".tsv\"");
    }
}
