package org.parvis.demarches.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Csv;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.RoleScopes;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Charges;
import org.parvis.demarches.Entry;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paged;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Queue;
import org.parvis.demarches.Reminders;
import org.parvis.demarches.Services;
import org.parvis.demarches.UnseenTable;
import org.parvis.demarches.Wording;
import org.parvis.demarches.Workers;
import org.parvis.demarches.cosign.CosignerTable;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** The queue of files in the back office. */
@Component(service = {Routes.class, DeskMenu.class, RoleScopes.class})
public final class QueueDesk implements Routes, DeskMenu, RoleScopes {
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int PAGE_SIZE = 25;
    private static final int MOST_EXPORTED = 10_000;

    private final Database database;
    private final Procedures procedures;
    private final Offers offers;
    private final CaseAccess access;
    private final Workers workers;
    private final Audit audit;
    private final Wording wording;
    private final CaseView view;
    private final Services services;
    private final Charges charges;

    @Activate
    public QueueDesk(
            @Reference Database database, @Reference Procedures procedures, @Reference Offers offers, @Reference CaseAccess access, @Reference Workers workers,
            @Reference Audit audit,
            @Reference Wording wording, @Reference CaseView view, @Reference Services services, @Reference Charges charges) {
        this.database = database;
        this.procedures = procedures;
        this.offers = offers;
        this.access = access;
        this.workers = workers;
        this.audit = audit;
        this.wording = wording;
        this.view = view;
        this.services = services;
        this.charges = charges;
    }

    /** A file in the list; {@code assignee}: who has it, else its service; {@code payment}: due, paid, or empty; {@code news}: what came that nobody has looked at. */
    public record Line(
            String id, String number, String procedure, String applicant, String subject, String state, String kind, Instant received, @Nullable Instant due,
            boolean late, boolean soon, String assignee, boolean cosigned, String payment, List<String> news) {}

    /**
     * What is known of the files of a page beside what the queue has.
     *
     * @param waiting those in which a cosigner has not answered yet
     */
    private record Beside(Set<UUID> waiting, Map<UUID, String> payments, Map<UUID, Collection<CaseListener.News>> news, Map<UUID, String> services) {
        /** Beside which nothing is known but where files are. */
        static Beside of(Map<UUID, String> services) {
            return new Beside(Set.of(), Map.of(), Map.of(), services);
        }
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.desk.title", "/demarches", CaseAccess.PERMISSION, Group.SERVICES, "file", 10));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches", this::list).reads("demarche", "etat", "agent", "service", "q", "tri", "page").requires(CaseAccess.PERMISSION),
                Route.deskGet("/demarches-export", this::export).reads("demarche", "etat", "agent", "service", "q", "tri").requires(CaseAccess.PERMISSION));
    }

    @Override
    public Role role() {
        return Role.CASE_WORKER;
    }

    @Override
    public List<Scope> scopes(TenantId tenant) {
        return offers.named(tenant, Cases.COMMUNE, Scope::new);
    }

    /** Those of which the agent may see files. */
    private List<Procedure> seen(Agent agent, TenantId tenant) {
        return procedures.every().values().stream()
                .filter(procedure -> procedure.online() && access.mayRead(agent, tenant, procedure.id()))
                .toList();
    }

    /** None for who may see files of all procedures: a condition that excludes nothing is not cheap. */
    private static List<String> limits(Agent agent, TenantId tenant, List<String> seen) {
        return agent.holds(Role.CASE_WORKER, tenant, "") || agent.roles(tenant).contains(Role.AUDITOR) ? List.of() : seen;
    }

    /** What a list or its export is asked for. */
    private record Asked(List<Procedure> seen, String procedure, String stand, String who, String words, Queue.Order order, Queue.Wanted wanted) {}

    private Asked asked(Request request) {
        Agent agent = request.signedIn();
        List<Procedure> seen = seen(agent, request.tenant());
        List<String> ids = seen.stream().map(Procedure::id).toList();
        String procedure = request.query("demarche").filter(ids::contains).orElse("");
        String stand = request.query("etat").filter(List.of("open", "waiting", "late", "closed", "all")::contains).orElse("open");
        String who = request.query("agent").orElse("");
        String words = request.query("q").map(q -> Cases.cut(q, 100)).orElse("");
        Queue.Order order = Queue.Order.of(request.query("tri").orElse(""));
        UUID service = request.query("service").filter(id -> id.matches(ID)).map(UUID::fromString).orElse(null);
        Queue.Wanted wanted = new Queue.Wanted(
                procedure.isEmpty() ? limits(agent, request.tenant(), ids) : List.of(procedure), stand, assignee(who, agent), who.equals("personne"), service, words, request.now().plus(Reminders.SOON));
        return new Asked(seen, procedure, stand, who, words, order, wanted);
    }

    /** The list as CSV; who took it along is in the audit log. */
    private Response export(Request request) {
        Asked asked = asked(request);
        List<Queue.Line> found = find(request, asked).lines(0, MOST_EXPORTED);
        StringBuilder csv = new StringBuilder(Csv.BOM);
        List<String> heads = List.of("number", "procedure", "applicant", "subject", "state", "received", "due", "agent");
        csv.append(Csv.line(heads.stream().map(head -> wording.text(request.site(), request.language(), "demarches.export." + head)).toArray()));
        Beside beside = Beside.of(services(request));
        for (Queue.Line one : found) {
            Line line = line(one, request, asked.wanted().soon(), beside);
            csv.append(Csv.line(
                    line.number(), line.procedure(), line.applicant(), line.subject(), line.state(), day(request, line.received()),
                    line.due() == null ? "" : day(request, line.due()), line.assignee()));
        }
        database.of(request.tenant()).write(transaction -> audit.record(
                transaction, request.signedIn(), "demarches.export", request.tenant().toString(), String.valueOf(found.size())));
        return Response.text("text/csv", csv.toString()).header("Content-Disposition", "attachment; filename=\"dossiers.csv\"");
    }

    private Map<UUID, String> services(Request request) {
        return services.choices(request.tenant()).stream().collect(Collectors.toMap(choice -> UUID.fromString(choice.value()), Workers.Choice::label));
    }

    private Queue.Found find(Request request, Asked asked) {
        return asked.seen().isEmpty() ? Queue.Found.NOTHING : Queue.find(database.of(request.tenant()), asked.wanted(), asked.order());
    }

    private static String day(Request request, Instant moment) {
        return LocalDate.ofInstant(moment, request.site().tenant().zone()).toString();
    }

    private Response list(Request request) {
        Asked asked = asked(request);
        List<Procedure> seen = asked.seen();
        Queue.Wanted wanted = asked.wanted();
        String procedure = asked.procedure();
        String stand = asked.stand();
        String who = asked.who();
        String words = asked.words();
        Instant soon = wanted.soon();
        Queue.Found all = find(request, asked);
        Paged paged = Paged.of(request, all.number(), PAGE_SIZE);
        List<Queue.Line> found = all.number() == 0 ? List.of() : all.lines(paged.offset(), PAGE_SIZE);
        Map<String, Object> model = new HashMap<>();
        List<UUID> going = found.stream().filter(line -> !line.kind().equals("CLOSED")).map(Queue.Line::id).toList();
        List<UUID> charged = found.stream().filter(line -> !procedures.of(line).workflow().paid().isEmpty()).map(Queue.Line::id).toList();
        Reader reader = database.of(request.tenant());
        Beside beside = new Beside(
                CosignerTable.waiting(reader, going), charges.stands(reader, charged), UnseenTable.of(reader, found.stream().map(Queue.Line::id).toList()),
                services(request));
        model.put("lines", found.stream().map(line -> line(line, request, soon, beside)).toList());
        model.put("total", all.number());
        model.put("many", all.more());
        model.put("orders", Arrays.stream(Queue.Order.values()).map(order -> order.code).toList());
        model.put("sorted", (all.more() ? Queue.Order.DEADLINE : asked.order()).code);
        model.put("page", paged.page());
        model.put("pages", paged.pages());
        model.put("procedures", seen.stream().map(each -> new Workers.Choice(each.id(), each.title(Wanted.of(request.language()))))
                .sorted(Workers.Choice.BY_LABEL).toList());
        model.put("agents", workers.of(request.tenant()));
        String service = wanted.service() == null ? "" : wanted.service().toString();
        model.put("services", services.choices(request.tenant()));
        model.put("filter", Map.of("demarche", procedure, "etat", stand, "agent", who, "service", service, "q", words, "tri", asked.order().code));
        model.put("handles", seen.stream().anyMatch(each -> access.mayHandle(request.signedIn(), request.tenant(), each.id())));
        model.put("filtered", !procedure.isEmpty() || !stand.equals("open") || !who.isEmpty() || !service.isEmpty() || !words.isEmpty());
        return Response.view("demarches/desk-queue", model);
    }

    private static @Nullable UUID assignee(String who, Agent agent) {
        if (who.equals("moi")) {
            return agent.id();
        }
        return who.matches(ID) ? UUID.fromString(who) : null;
    }

    private Line line(Queue.Line line, Request request, Instant soon, Beside beside) {
        Procedure procedure = procedures.of(line);
        Wanted wanted = Wanted.of(request.language());
        Optional<Instant> due = Optional.ofNullable(line.silenceAt());
        return new Line(
                line.id().toString(), line.number(), procedure.title(wanted), line.applicant(), line.subject(), view.state(request.site(), procedure, line.state(), wanted),
                line.kind().toLowerCase(Locale.ROOT), line.received(), due.map(at -> at.minusSeconds(1)).orElse(null),
                due.filter(at -> !at.isAfter(request.now())).isPresent(), due.filter(at -> at.isBefore(soon)).isPresent(),
                line.assignee().isEmpty() && line.service() != null ? beside.services().getOrDefault(line.service(), "") : line.assignee(),
                beside.waiting().contains(line.id()), beside.payments().getOrDefault(line.id(), ""),
                beside.news().getOrDefault(line.id(), List.of()).stream().map(CaseListener.News::code).toList());
    }
}
