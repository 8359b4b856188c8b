package org.parvis.gateway.rest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.rest.Shape;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;
import org.parvis.gateway.token.Token;

/** What the handler of a resource sees: no cookie, no account, and as agent the token that was shown. */
final class ProgramRequest implements Request {
    private final Request request;
    private final Map<String, String> variables;
    private final @Nullable Token token;
    private final @Nullable Shape shape;
    private @Nullable Form form;

    ProgramRequest(Request request, Map<String, String> variables, @Nullable Token token, @Nullable Shape shape) {
        this.request = request;
        this.variables = variables;
        this.token = token;
        this.shape = shape;
    }

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public Site site() {
        return request.site();
    }

    @Override
    public Locale language() {
        return request.language();
    }

    @Override
    public Instant now() {
        return request.now();
    }

    @Override
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the resource has no variable " + name);
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return request.query(name);
    }

    @Override
    public List<String> queryAll(String name) {
        return request.queryAll(name);
    }

    @Override
    public Set<String> queryNames() {
        return request.queryNames();
    }

    @Override
    public Optional<String> header(String name) {
        boolean secret = name.equalsIgnoreCase("Cookie") || name.equalsIgnoreCase("Authorization");
        return secret ? Optional.empty() : request.header(name);
    }

    @Override
    public String host() {
        return request.host();
    }

    @Override
    public boolean secure() {
        return request.secure();
    }

    @Override
    public String clientAddress() {
        return request.clientAddress();
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Agent> agent() {
        return Optional.ofNullable(token).map(Token::agent);
    }

    @Override
    public Optional<Account> account() {
        throw new IllegalStateException("programs have no account");
    }

    @Override
    public Form form() throws IOException {
        if (form == null) {
            String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
            if (shape == null || !type.equalsIgnoreCase("application/json")) {
                throw Invalid.request(415, "gateway.problem.content");
            }
            form = JsonForm.read(request.body(), shape);
        }
        return form;
    }

    @Override
    public InputStream body() throws IOException {
        return request.body();
    }
}
