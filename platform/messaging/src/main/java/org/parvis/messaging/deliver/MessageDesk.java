package org.parvis.messaging.deliver;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.notify.Channel;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.deliver.MessageTable.State;

/** What was sent, what waits and what could not be delivered: of a tenant, and for operators of all. */
@Component(service = {Routes.class, DeskMenu.class})
public final class MessageDesk implements Routes, DeskMenu {
    static final String PATH = "/messages";
    static final String PERMISSION = "messaging.messages";

    private final Database database;
    private final Delivery delivery;
    private final Tenants tenants;
    private final Audit audit;

    @Activate
    public MessageDesk(
            @Reference Database database,
            @Reference Delivery delivery,
            @Reference Tenants tenants,
            @Reference Audit audit) {
        this.database = database;
        this.delivery = delivery;
        this.tenants = tenants;
        this.audit = audit;
    }

    /**
     * How a channel is.
     *
     * @param state ready, missing (not set up) or away (does not answer)
     */
    public record ChannelState(String channel, String state, String reason, @Nullable Instant since) {}

    /** Counts of a tenant, for operators. */
    public record TenantLine(String name, String path, long waiting, long failed) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("etat", "q", "page", "fait").requires(PERMISSION),
                Route.deskPost(PATH + "/reprise", this::retry).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("messaging.messages.title", PATH, PERMISSION, Group.MESSAGES, "mail", 70));
    }

    private Response list(Request request) {
        MessageList wanted = new MessageList(state(request.query("etat").orElse("")), request.query("q").orElse(""), number(request.query("page").orElse("1")));
        MessageList.Found found = wanted.run(database.of(request.tenant()));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", found.lines());
        model.put("total", found.total());
        model.put("page", found.page());
        model.put("pages", found.pages());
        model.put("states", Stream.of(State.values()).map(state -> state.name().toLowerCase(Locale.ROOT)).toList());
        model.put("filter", Map.of("etat", wanted.state() == null ? "" : wanted.state().name().toLowerCase(Locale.ROOT), "q", wanted.words()));
        model.put("filtered", wanted.state() != null || !wanted.words().isBlank());
        model.put("failed", MessageTable.count(database.of(request.tenant()), State.FAILED));
        model.put("waiting", MessageTable.count(database.of(request.tenant()), State.WAITING));
        model.put("channels", channels());
        model.put("tenants", request.tenant().equals(TenantId.TERRITORY) ? tenantLines() : List.of());
        request.query("fait").ifPresent(done -> model.put("done", number(done)));
        return Response.view("messaging/messages", model);
    }

    /** E-mail always; the others only where they are set up. */
    private List<ChannelState> channels() {
        return Stream.of(Channel.EMAIL, Channel.SMS, Channel.PUSH)
                .filter(channel -> channel == Channel.EMAIL || delivery.ready(channel))
                .map(this::channel)
                .toList();
    }

    private ChannelState channel(Channel channel) {
        String name = channel.name().toLowerCase(Locale.ROOT);
        if (!delivery.ready(channel)) {
            return new ChannelState(name, "missing", "", null);
        }
        return delivery.fault(channel)
                .map(fault -> new ChannelState(name, "away", fault.reason(), fault.since()))
                .orElse(new ChannelState(name, "ready", "", null));
    }

    private record Count(TenantId tenant, State state, long number) {}

    /** Tenants that have something waiting or failed. */
    private List<TenantLine> tenantLines() {
        Map<TenantId, long[]> counts = new HashMap<>();
        database.acrossTerritory("messages of all tenants, by state")
                .list(
                        """
                        select m.tenant_id, m.state, count(*) as number_of from messaging_message m where m.state in ('WAITING', 'FAILED')
                        group by m.tenant_id, m.state
                        """,
                        row -> new Count(new TenantId(row.uuid("tenant_id")), State.valueOf(row.string("state")), row.longValue("number_of")))
                .forEach(count -> counts.computeIfAbsent(count.tenant(), tenant -> new long[2])[count.state() == State.FAILED ? 1 : 0] = count.number());
        return counts.entrySet().stream()
                .flatMap(entry -> tenants.byId(entry.getKey()).stream().map(site -> new TenantLine(
                        site.tenant().name().name(), "/bureau/" + site.tenant().slug() + PATH, entry.getValue()[0], entry.getValue()[1])))
                .sorted(Comparator.comparing(TenantLine::failed).reversed().thenComparing(TenantLine::name))
                .toList();
    }

    /** One message that was given up, or all of them. */
    private Response retry(Request request) throws IOException {
        UUID id = request.form().text("id").map(MessageDesk::id).orElse(null);
        int found = database.of(request.tenant()).call(transaction -> {
            int again = MessageTable.retry(transaction, id, request.now());
            if (again > 0) {
                audit.record(transaction, request.signedIn(), "messaging.retry", id == null ? "" : id.toString(), Integer.toString(again));
            }
            return again;
        });
        if (found == 0) {
            throw new Conflict("messaging.messages.gone");
        }
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "?fait=" + found);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private static @Nullable State state(String code) {
        return Stream.of(State.values()).filter(state -> state.name().equalsIgnoreCase(code)).findFirst().orElse(null);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
