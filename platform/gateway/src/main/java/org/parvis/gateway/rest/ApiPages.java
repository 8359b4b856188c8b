package org.parvis.gateway.rest;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.rest.Resource;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.gateway.token.Token;
import org.parvis.gateway.token.Tokens;

/** The one door of the REST API: finds the resource, lets the request in, and hands it on. */
@Component(service = Routes.class)
public final class ApiPages implements Routes {
    static final String ROOT = "/api/v1";
    private static final String BEARER = "Bearer ";

    private final Plugins plugins;
    private final Tokens tokens;
    private final Allowance ofTokens = new Allowance("token", 120);
    /** Only for what is not kept: what is kept costs nothing. */
    private final Allowance ofClients = new Allowance("client", 120);
    private final Allowance ofMistakes = new Allowance("mistakes", 10);

    @Activate
    public ApiPages(@Reference Plugins plugins, @Reference Tokens tokens) {
        this.plugins = plugins;
        this.tokens = tokens;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ROOT + "/{path...}", this::answer).reads(Route.EVERY_PARAMETER),
                Route.post(ROOT + "/{path...}", this::answer).reads(Route.EVERY_PARAMETER).fromOutside());
    }

    private Response answer(Request request) throws IOException {
        Catalogue.Match match = Catalogue.of(plugins.of(request.tenant())).find(request.method(), "/" + request.variable("path"));
        Resource resource = match.resource();
        return resource.scope() == null ? open(request, match) : guarded(request, match, resource.scope());
    }

    /** For everybody: no token is looked at, so that one answer serves all and is kept. */
    private Response open(Request request, Catalogue.Match match) throws IOException {
        ofClients.take(Allowance.computer(request.clientAddress()), request.now());
        checkParameters(request, match.resource());
        Response response = match.resource().handler().handle(new ProgramRequest(request, match.variables(), null, null));
        // Public anyway, and without cookies: a page of any other site may show it.
        return response.header("Access-Control-Allow-Origin", "*").header("Access-Control-Expose-Headers", "Link");
    }

    private Response guarded(Request request, Catalogue.Match match, String scope) throws IOException {
        Token token = token(request);
        Map<String, String> left = ofTokens.take(token.id().toString(), request.now());
        if (!token.scopes().contains(scope)) {
            throw new Forbidden("gateway.problem.scope", scope);
        }
        checkParameters(request, match.resource());
        Response response = match.resource().handler().handle(new ProgramRequest(request, match.variables(), token, match.resource().body()));
        Response mine = conditional(request, new Response(response.status(), response.content(), response.headers(), List.of(), Set.of(), null));
        for (Map.Entry<String, String> header : left.entrySet()) {
            mine = mine.header(header.getKey(), header.getValue());
        }
        return mine;
    }

    private Token token(Request request) {
        String computer = Allowance.computer(request.clientAddress());
        ofMistakes.check(computer, request.now());
        String header = request.header("Authorization").orElse("");
        if (header.isEmpty()) {
            throw unauthorised("gateway.problem.token", "Bearer");
        }
        String text = header.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? header.substring(BEARER.length()).strip() : "";
        return tokens.check(request.tenant(), text, request.now().atZone(request.site().tenant().zone()).toLocalDate()).orElseThrow(() -> {
            ofMistakes.take(computer, request.now());
            return unauthorised("gateway.problem.token.wrong", "Bearer error=\"invalid_token\"");
        });
    }

    private static Invalid unauthorised(String messageKey, String challenge) {
        return Invalid.request(401, messageKey).with(Map.of("WWW-Authenticate", challenge));
    }

    private static void checkParameters(Request request, Resource resource) {
        Set<String> known = new HashSet<>(resource.parameters().stream().map(Resource.Parameter::name).toList());
        if (resource.list()) {
            known.addAll(List.of("limit", "cursor"));
        }
        for (String name : request.queryNames()) {
            if (!known.contains(name) || request.queryAll(name).size() > 1) {
                throw Invalid.request(400, "gateway.problem.parameter", name.substring(0, Math.min(50, name.length())));
            }
        }
    }

    /** What is kept for everybody has its tag from the page cache; what is for one token gets it here. */
    private static Response conditional(Request request, Response response) {
        if (request.method().equals("POST") || response.status() != 200 || !(response.content() instanceof Response.Bytes body)) {
            return response;
        }
        String tag = '"' + HexFormat.of().formatHex(Arrays.copyOf(sha256(body.bytes()), 12)) + '"';
        Response tagged = response.header("ETag", tag).header("Cache-Control", "private, no-cache");
        boolean known = request.header("If-None-Match").map(all -> Arrays.stream(all.split(",")).map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag))).orElse(false);
        return known ? new Response(304, new Response.Empty(), tagged.headers(), List.of(), Set.of(), null) : tagged;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
