package org.parvis.gateway.hook;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.event.EventTypes;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Fields;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;
import org.parvis.gateway.Names;

/** Web hooks in the back office: made, tried, stopped, and what was told. */
@Component(service = {Routes.class, DeskMenu.class})
public final class HookDesk implements Routes, DeskMenu {
    static final String PATH = "/web-hooks";
    static final String PERMISSION = "gateway.manage";
    static final int PAGE_SIZE = 25;
    private static final Set<String> DONE = Set.of("supprime", "arrete", "repris", "renvoye", "essai");

    private final Hooks hooks;
    private final Sending sending;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public HookDesk(@Reference Hooks hooks, @Reference Sending sending, @Reference Plugins plugins, @Reference Themes themes) {
        this.hooks = hooks;
        this.sending = sending;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** A hook as it is shown. */
    public record Line(String id, String url, List<Names.Named> events, String state) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("gateway.hooks.menu", PATH, PERMISSION, Group.SETTINGS, "share", 81));
    }

    @Override
    public List<Route> routes() {
        String one = PATH + "/{id}";
        return List.of(
                Route.deskGet(PATH, request -> list(request, null)).reads("fait").requires(PERMISSION),
                Route.deskPost(PATH, this::create).requires(PERMISSION),
                Route.deskGet(one, this::show).reads("fait", "page").requires(PERMISSION),
                Route.deskPost(one + "/essai", this::test).requires(PERMISSION),
                Route.deskPost(one + "/arreter", request -> move(request, Hook.State.STOPPED, "arrete")).requires(PERMISSION),
                Route.deskPost(one + "/reprendre", request -> move(request, Hook.State.ACTIVE, "repris")).requires(PERMISSION),
                Route.deskPost(one + "/envois/{delivery}", this::again).requires(PERMISSION),
                Route.deskGet(one + "/supprimer", this::confirm).requires(PERMISSION),
                Route.deskPost(one + "/supprimer", this::delete).requires(PERMISSION));
    }

    private Set<String> events(TenantId tenant) {
        Set<String> types = new TreeSet<>();
        plugins.of(tenant).of(EventTypes.class).forEach(one -> types.addAll(one.eventTypes()));
        return types;
    }

    private Line line(Hook hook, Request request) {
        return new Line(hook.id().toString(), hook.url(), Names.named(hook.events(), "event", request, themes, plugins), hook.state().code());
    }

    private Response list(Request request, @Nullable Fields refused) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("lines", HookTable.hooks(hooks.reader(request.tenant())).stream().map(hook -> line(hook, request)).toList());
        model.put("events", Names.named(events(request.tenant()), "event", request, themes, plugins));
        model.put("chosen", refused == null ? List.of() : request.form().values("event"));
        if (refused != null) {
            model.put("typed", request.form().typed());
            model.put("errors", refused.errors());
        } else {
            request.query("fait").filter(DONE::contains).ifPresent(done -> model.put("done", done));
        }
        return Response.view("gateway/hooks", model);
    }

    private Response create(Request request) throws IOException {
        Fields fields = new Fields(request.form());
        String url = fields.required("url", 400);
        if (!url.isEmpty() && !secure(url)) {
            fields.wrong("url", "gateway.hooks.url.wrong");
        }
        Set<String> events = new LinkedHashSet<>(request.form().values("event"));
        if (events.isEmpty() || !events(request.tenant()).containsAll(events)) {
            fields.wrong("event", "gateway.hooks.event.missing");
        }
        if (!fields.errors().isEmpty()) {
            return list(request, fields).status(422);
        }
        Hooks.Made made = hooks.create(request.tenant(), request.signedIn(), url, events);
        return Response.view("gateway/secret", Map.of(
                "titleKey", "gateway.hooks.made", "leadKey", "gateway.hooks.once", "labelKey", "gateway.hooks.secret", "secret", made.secret(),
                "back", PATH + "/" + made.hook().id()));
    }

    /** What is told is public, but where to is nobody's business, and who answers must be who was meant. */
    private static boolean secure(String url) {
        try {
            URI address = URI.create(url);
            return "https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null && address.getRawUserInfo() == null
                    && address.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static UUID id(Request request, String name) {
        try {
            return UUID.fromString(request.variable(name));
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private Hook wanted(Request request) {
        return HookTable.hook(hooks.reader(request.tenant()), id(request, "id")).orElseThrow(NotFound::new);
    }

    private Response show(Request request) {
        Hook hook = wanted(request);
        long total = HookTable.count(hooks.reader(request.tenant()), hook.id());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(pages, request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Map<String, Object> model = new HashMap<>();
        model.put("hook", line(hook, request));
        model.put("since", hook.since());
        model.put("deliveries", HookTable.deliveries(hooks.reader(request.tenant()), hook.id(), (page - 1) * PAGE_SIZE, PAGE_SIZE).stream()
                .map(one -> DeliveryLine.of(one, Names.named(Set.of(one.event()), "event", request, themes, plugins).get(0).label()))
                .toList());
        model.put("page", page);
        model.put("pages", pages);
        request.query("fait").filter(DONE::contains).ifPresent(done -> model.put("done", done));
        return Response.view("gateway/hook", model);
    }

    private Response test(Request request) {
        Hook hook = wanted(request);
        if (hook.state() == Hook.State.ACTIVE) {
            sending.attempt(request.tenant(), hooks.test(request.tenant(), request.signedIn(), hook));
        }
        return done(request, hook, "essai");
    }

    private Response move(Request request, Hook.State state, String done) {
        Hook hook = wanted(request);
        hooks.move(request.tenant(), request.signedIn(), hook, state);
        return done(request, hook, done);
    }

    private Response again(Request request) {
        Hook hook = wanted(request);
        UUID delivery = id(request, "delivery");
        HookTable.delivery(hooks.reader(request.tenant()), delivery).filter(one -> one.hook().equals(hook.id())).orElseThrow(NotFound::new);
        hooks.again(request.tenant(), request.signedIn(), hook, delivery);
        return done(request, hook, "renvoye");
    }

    private Response confirm(Request request) {
        Hook hook = wanted(request);
        return Response.view("gateway/confirm", Map.of(
                "question", "gateway.hooks.delete.question", "name", hook.url(), "leadKey", "gateway.hooks.delete.lead", "buttonKey",
                "gateway.hooks.delete", "action", PATH + "/" + hook.id() + "/supprimer", "back", PATH + "/" + hook.id()));
    }

    private Response delete(Request request) {
        hooks.delete(request.tenant(), request.signedIn(), wanted(request));
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "?fait=supprime");
    }

    private static Response done(Request request, Hook hook, String done) {
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "/" + hook.id() + "?fait=" + done);
    }
}
