package org.parvis.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;

/**
 * A request for tests of handlers: {@code FakeRequest.get("/actualites").on(site).query("page", "2")}.
 *
 * <p>Each call changes and returns the same object. Unless told otherwise the request comes at 2026-06-15 10:00 in Paris, in French,
 * over TLS, for the site {@link FakeRequestSites#RODEZ}, from nobody signed in.
 */
public final class FakeRequest implements Request {
    /** 2026-06-15 10:00 in Paris: a Monday. */
    public static final Instant NOW = Instant.parse("2026-06-15T08:00:00Z");

    private final String method;
    private final String path;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final FakeRequestForm form = new FakeRequestForm();
    private Site site = FakeRequestSites.RODEZ;
    private Locale language = Locale.FRENCH;
    private Instant now = NOW;
    private InputStream body = InputStream.nullInputStream();
    private @Nullable Agent agent;
    private @Nullable Account account;

    private FakeRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static FakeRequest get(String path) {
        return new FakeRequest("GET", path);
    }

    public static FakeRequest post(String path) {
        return new FakeRequest("POST", path);
    }

    public static FakeRequest of(String method, String path) {
        return new FakeRequest(method, path);
    }

    /** Sets the site, and so the tenant and the host. */
    public FakeRequest on(Site other) {
        site = other;
        return this;
    }

    public FakeRequest in(Locale other) {
        language = other;
        return this;
    }

    public FakeRequest at(Instant moment) {
        now = moment;
        return this;
    }

    /** Signs an agent in. */
    public FakeRequest as(Agent someone) {
        agent = someone;
        return this;
    }

    /** Signs a citizen in. */
    public FakeRequest account(Account someone) {
        account = someone;
        return this;
    }

    /** Sets a variable of the route's pattern. */
    public FakeRequest with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Adds a value of a query parameter. */
    public FakeRequest query(String name, String value) {
        query.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
        return this;
    }

    public FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeRequest cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** Adds a value of a form field. */
    public FakeRequest field(String name, String value) {
        form.add(name, value);
        return this;
    }

    /** Adds an uploaded file. */
    public FakeRequest file(String field, String fileName, String type, byte[] bytes) {
        form.add(field, new FakeRequestUpload(fileName, type, bytes));
        return this;
    }

    /** Sets the raw body. */
    public FakeRequest body(String text) {
        return body(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sets the raw body, which may break. */
    public FakeRequest body(InputStream stream) {
        body = stream;
        return this;
    }

    @Override
    public String id() {
        return "0test0";
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Locale language() {
        return language;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no variable " + name + " given to the fake request");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public List<String> queryAll(String name) {
        return List.copyOf(query.getOrDefault(name, List.of()));
    }

    @Override
    public Set<String> queryNames() {
        return Set.copyOf(query.keySet());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String host() {
        return site.host();
    }

    @Override
    public boolean secure() {
        return true;
    }

    @Override
    public String clientAddress() {
        return "192.0.2.1";
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    @Override
    public Optional<Agent> agent() {
        return Optional.ofNullable(agent);
    }

    @Override
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public InputStream body() {
        return body;
    }
}
