package org.parvis.web;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.file.ResumableUploads;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Site;

/** What a handler sees of a request. */
final class RoutedRequest implements Request, AutoCloseable {
    private final Exchange exchange;
    private final Route route;
    private final Map<String, String> variables;
    private final Query query;
    private final Optionals services;
    private final String path;
    private @Nullable SubmittedForm form;
    private @Nullable InputStream body;

    RoutedRequest(Exchange exchange, Route route, Map<String, String> variables, Query query, Optionals services) {
        this.exchange = exchange;
        this.route = route;
        this.variables = variables;
        this.query = query;
        this.services = services;
        this.path = exchange.paths().decoded();
    }

    @Override
    public String id() {
        return exchange.id();
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Site site() {
        return exchange.knownSite();
    }

    @Override
    public Locale language() {
        return exchange.language();
    }

    @Override
    public Instant now() {
        return exchange.now();
    }

    @Override
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the pattern " + route.pattern() + " has no variable " + name);
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return query.all(name).stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public List<String> queryAll(String name) {
        return List.copyOf(query.all(name));
    }

    @Override
    public Set<String> queryNames() {
        return query.names();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.http().getHeader(name));
    }

    @Override
    public String host() {
        return exchange.client().host();
    }

    @Override
    public boolean secure() {
        return exchange.client().secure();
    }

    @Override
    public String clientAddress() {
        return exchange.client().address();
    }

    @Override
    public Optional<String> cookie(String name) {
        Cookie[] cookies = exchange.http().getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Agent> agent() {
        return Optional.ofNullable(exchange.agent());
    }

    @Override
    public Optional<Account> account() {
        if (!exchange.personal()) {
            throw new IllegalStateException("the route " + route.pattern() + " does not say that it reads the account");
        }
        return Optional.ofNullable(exchange.account());
    }

    @Override
    public Form form() throws IOException {
        if (form == null) {
            form = FormReader.read(exchange.http().getContentType(), body(), route.limits().bodyBytes());
            ResumableUploads uploads = services.resumableUploads();
            if (uploads != null) {
                form.resume(id -> uploads.finished(this, id), route.limits().bodyBytes());
            }
        }
        return form;
    }

    @Override
    public InputStream body() throws IOException {
        if (body == null) {
            long length = exchange.http().getContentLengthLong();
            if (length > route.limits().bodyBytes()) {
                throw LimitedBody.tooLarge(route.limits().bodyBytes());
            }
            long deadline = System.nanoTime() + route.limits().time().toNanos();
            body = new LimitedBody(exchange.http().getInputStream(), route.limits().bodyBytes(), deadline);
        }
        return body;
    }

    /** A form that was taken leads to another page: what was sent before it is needed no more. */
    void answered(int status) {
        ResumableUploads uploads = services.resumableUploads();
        if (uploads != null && form != null && status == 303 && !form.resumed().isEmpty()) {
            uploads.forget(this, form.resumed());
        }
    }

    /** Deletes what was spooled. */
    @Override
    public void close() {
        if (form != null) {
            form.close();
        }
    }
}
