package org.parvis.gateway.token;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;
import org.parvis.gateway.Names;

/** Tokens in the back office: made, seen once, revoked. */
@Component(service = {Routes.class, DeskMenu.class})
public final class TokenDesk implements Routes, DeskMenu {
    static final String PATH = "/jetons-api";
    static final String PERMISSION = "gateway.manage";
    private static final int LONGEST_NAME = 100;
    private static final int MONTHS = 12;

    private final Tokens tokens;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public TokenDesk(@Reference Tokens tokens, @Reference Plugins plugins, @Reference Themes themes) {
        this.tokens = tokens;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** A row of the list. */
    public record Line(String id, String name, String prefix, List<Names.Named> scopes, LocalDate expires, @Nullable LocalDate used, String state) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("gateway.tokens.menu", PATH, PERMISSION, Group.SETTINGS, "key", 80));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, request -> list(request, null)).reads("fait").requires(PERMISSION),
                Route.deskPost(PATH, this::create).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}/revoquer", this::confirm).requires(PERMISSION),
                Route.deskPost(PATH + "/{id}/revoquer", this::revoke).requires(PERMISSION));
    }

    private static LocalDate today(Request request) {
        return request.now().atZone(request.site().tenant().zone()).toLocalDate();
    }

    /** Scopes that the resources of the tenant's plugins need. */
    private Set<String> scopes(TenantId tenant) {
        Set<String> scopes = new TreeSet<>();
        plugins.of(tenant).of(Resources.class).forEach(
                one -> one.resources().stream().map(Resource::scope).filter(Objects::nonNull).forEach(scopes::add));
        return scopes;
    }

    private Response list(Request request, @Nullable Fields refused) throws IOException {
        LocalDate today = today(request);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", tokens.all(request.tenant()).stream()
                .map(token -> new Line(
                        token.id().toString(), token.name(), token.prefix(), Names.named(token.scopes(), "scope", request, themes, plugins), token.expires(),
                        token.used(), token.revoked() != null ? "revoked" : token.valid(today) ? "valid" : "expired"))
                .toList());
        model.put("scopes", Names.named(scopes(request.tenant()), "scope", request, themes, plugins));
        model.put("chosen", refused == null ? List.of() : request.form().values("scope"));
        model.put("first", today.plusDays(1).toString());
        model.put("last", today.plusMonths(MONTHS).toString());
        if (refused != null) {
            model.put("typed", request.form().typed());
            model.put("errors", refused.errors());
        } else {
            request.query("fait").filter("revoque"::equals).ifPresent(done -> model.put("done", done));
        }
        return Response.view("gateway/tokens", model);
    }

    private Response create(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = fields.required("name", LONGEST_NAME);
        Set<String> scopes = new LinkedHashSet<>(form.values("scope"));
        if (scopes.isEmpty() || !scopes(request.tenant()).containsAll(scopes)) {
            fields.wrong("scope", "gateway.tokens.scope.missing");
        }
        LocalDate today = today(request);
        LocalDate expires = day(form.value("expires"));
        if (expires == null || !expires.isAfter(today) || expires.isAfter(today.plusMonths(MONTHS))) {
            fields.wrong("expires", "gateway.tokens.expires.wrong");
        }
        if (!fields.errors().isEmpty() || expires == null) {
            return list(request, fields).status(422);
        }
        Tokens.Issued issued = tokens.issue(request.tenant(), request.signedIn(), name, scopes, today, expires);
        return Response.view("gateway/secret", Map.of(
                "titleKey", "gateway.tokens.made", "leadKey", "gateway.tokens.once", "labelKey", "gateway.tokens.token", "secret", issued.text(),
                "back", PATH));
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Token wanted(Request request) {
        try {
            return tokens.byId(request.tenant(), UUID.fromString(request.variable("id"))).orElseThrow(NotFound::new);
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private Response confirm(Request request) {
        Token token = wanted(request);
        return Response.view("gateway/confirm", Map.of(
                "question", "gateway.tokens.revoke.question", "name", token.name(), "leadKey", "gateway.tokens.revoke.lead", "buttonKey",
                "gateway.tokens.revoke", "action", PATH + "/" + token.id() + "/revoquer", "back", PATH));
    }

    private Response revoke(Request request) {
        tokens.revoke(request.tenant(), request.signedIn(), wanted(request), today(request));
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "?fait=revoque");
    }
}
