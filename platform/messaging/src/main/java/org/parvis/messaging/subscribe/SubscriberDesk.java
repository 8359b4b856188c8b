package org.parvis.messaging.subscribe;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Who subscribed: list, export, removal at a person's request. */
@Component(service = {Routes.class, DeskMenu.class})
public final class SubscriberDesk implements Routes, DeskMenu {
    private static final String PATH = "/abonnes";
    private static final String PERMISSION = "messaging.messages";
    private static final int PAGE_SIZE = 25;
    private static final int MOST_EXPORTED = 50_000;

    private final Subscriptions subscriptions;
    private final Topics topics;

    @Activate
    public SubscriberDesk(@Reference Subscriptions subscriptions, @Reference Topics topics) {
        this.subscriptions = subscriptions;
        this.topics = topics;
    }

    /** One subscriber. */
    public record Line(String id, String email, boolean confirmed, String rhythm, Instant created, List<String> topics) {}

    private record Wanted(UUID subscriber, String topic) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("q", "rubrique", "page", "fait", "nombre").requires(PERMISSION),
                Route.deskGet(PATH + "/export.csv", this::export).reads("q", "rubrique").requires(PERMISSION),
                Route.deskPost(PATH + "/supprimer", this::remove).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("messaging.subscribers.title", PATH, PERMISSION, Group.MESSAGES, "users", 32));
    }

    private Response list(Request request) {
        Reader reader = subscriptions.reader(request.tenant());
        List<Object> parameters = new ArrayList<>();
        String where = where(request, parameters);
        long total = reader.count("select count(*) from messaging_subscriber s where " + where, parameters.toArray());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.max(1, Math.min(pages, request.query("page").map(SubscriberDesk::number).orElse(1)));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines(request, where, parameters, (page - 1) * PAGE_SIZE, PAGE_SIZE));
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("topics", topics.of(request.site(), request.language()));
        model.put("filter", Map.of("q", request.query("q").orElse(""), "rubrique", request.query("rubrique").orElse("")));
        model.put("filtered", request.query("q").isPresent() || request.query("rubrique").isPresent());
        request.query("fait").ifPresent(done -> model.put("done", done));
        request.query("nombre").ifPresent(number -> model.put("added", number(number)));
        return Response.view("messaging/subscribers", model);
    }

    private static String where(Request request, List<Object> parameters) {
        StringBuilder where = new StringBuilder("s.tenant_id = :tenant");
        request.query("q").ifPresent(words -> {
            where.append(" and s.email_key like :words escape '!'");
            String literal = words.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
            parameters.addAll(List.of("words", "%" + literal + "%"));
        });
        request.query("rubrique").ifPresent(topic -> {
            where.append(
                    " and exists (select 1 from messaging_subscription t where t.tenant_id = :tenant and t.subscriber = s.id and t.topic = :topic)");
            parameters.addAll(List.of("topic", topic));
        });
        return where.toString();
    }

    private List<Line> lines(Request request, String where, List<Object> conditions, int offset, int limit) {
        Reader reader = subscriptions.reader(request.tenant());
        List<Object> parameters = new ArrayList<>(conditions);
        parameters.addAll(List.of("offset", offset, "limit", limit));
        List<Subscriber> found = reader.list(
                "select s.* from messaging_subscriber s where " + where + " order by s.email_key offset :offset rows fetch next :limit rows only",
                SubscriberTable::subscriber,
                parameters.toArray());
        Map<String, String> labels = topics.of(request.site(), request.language()).stream().collect(Collectors.toMap(Topics.Named::id, Topics.Named::label, (one, other) -> one));
        Map<UUID, List<String>> chosen = new HashMap<>();
        for (int from = 0; from < found.size(); from += PAGE_SIZE * PAGE_SIZE) {
            reader.list(
                            "select t.subscriber, t.topic from messaging_subscription t where t.tenant_id = :tenant and t.subscriber in (:ids) order by t.topic",
                            row -> new Wanted(row.uuid("subscriber"), row.string("topic")),
                            "ids", found.subList(from, Math.min(found.size(), from + PAGE_SIZE * PAGE_SIZE)).stream().map(Subscriber::id).toList())
                    .forEach(one -> chosen.computeIfAbsent(one.subscriber(), id -> new ArrayList<>()).add(labels.getOrDefault(one.topic(), one.topic())));
        }
        return found.stream()
                .map(one -> new Line(
                        one.id().toString(), one.email(), one.confirmed(), one.rhythm().code(), one.created(), chosen.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /** The same list as a table for a spreadsheet (RFC 4180, with semicolons as French ones want). */
    private Response export(Request request) {
        List<Object> parameters = new ArrayList<>();
        List<Line> lines = lines(request, where(request, parameters), parameters, 0, MOST_EXPORTED);
        StringBuilder table = new StringBuilder("\uFEFF");
        table.append(String.join(";", List.of("email", "confirme", "rythme", "date", "rubriques"))).append("\r\n");
        for (Line line : lines) {
            table.append(cell(line.email())).append(';').append(line.confirmed() ? "oui" : "non").append(';').append(line.rhythm()).append(';')
                    .append(line.created()).append(';').append(cell(String.join(", ", line.topics()))).append("\r\n");
        }
        subscriptions.exported(request.tenant(), request.signedIn(), lines.size());
        return Response.text("text/csv", table.toString()).header("Content-Disposition", "attachment; filename=\"abonnes.csv\"");
    }

    /** Quoted; what a spreadsheet would take for a formula begins with an apostrophe. */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private Response remove(Request request) throws IOException {
        @Nullable UUID id = request.form().text("id").map(SubscriberDesk::id).orElse(null);
        if (id == null) {
            throw new NotFound();
        }
        subscriptions.remove(request.tenant(), request.signedIn(), id);
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "?fait=supprime");
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
