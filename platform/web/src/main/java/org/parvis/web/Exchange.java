package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Site;

/** One request on its way through: what has been found out so far. */
final class Exchange {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final HttpServletRequest http;
    private final HttpServletResponse answer;
    private final Client client;
    private final Instant now;
    private final Kept.Moment begun;
    private final String id = newId();

    private Paths paths = new Paths(List.of());
    private Locale language = Locale.FRENCH;
    private boolean desk;
    private boolean tenantDesk;
    private @Nullable Site site;
    private @Nullable ActivePlugins plugins;
    private @Nullable RouteTable table;
    private @Nullable Agent agent;
    private String session = "";
    private @Nullable Account account;
    private boolean personal;

    Exchange(HttpServletRequest http, HttpServletResponse answer, Client client, Instant now, Kept.Moment begun) {
        this.http = http;
        this.answer = answer;
        this.client = client;
        this.now = now;
        this.begun = begun;
    }

    HttpServletRequest http() {
        return http;
    }

    HttpServletResponse answer() {
        return answer;
    }

    Client client() {
        return client;
    }

    Instant now() {
        return now;
    }

    /** Before anything was looked up for it: what changes from then on makes its answer old. */
    Kept.Moment begun() {
        return begun;
    }

    String id() {
        return id;
    }

    String method() {
        return http.getMethod();
    }

    /** Whether the request only reads: RFC 9110, 9.2.1. */
    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    Paths paths() {
        return paths;
    }

    /** The path as routed: relative to its scope's root. */
    void paths(Paths routed) {
        paths = routed;
    }

    Locale language() {
        return language;
    }

    void language(Locale found) {
        language = found;
    }

    boolean desk() {
        return desk;
    }

    void desk(boolean backOffice) {
        desk = backOffice;
    }

    /** The back office is asked for with a tenant in the path: takes the tenant's segment off. */
    void inTenant() {
        tenantDesk = true;
        paths = paths.without(1);
    }

    boolean isInTenant() {
        return tenantDesk;
    }

    /** The canonical address of what is asked for on its host, without query: as routed, with what was taken off, encoded. */
    String address() {
        if (!desk) {
            return (language.equals(Locale.ENGLISH) ? "/en" : "") + paths.encoded();
        }
        String root = Door.ROOT + (tenantDesk ? "/" + knownSite().tenant().slug() : "");
        return paths.segments().isEmpty() ? root : root + paths.encoded();
    }

    /** The site that answers, once it is known. */
    @Nullable Site site() {
        return site;
    }

    void site(Site found) {
        site = found;
    }

    Site knownSite() {
        return known(site);
    }

    ActivePlugins knownPlugins() {
        return known(plugins);
    }

    @Nullable RouteTable table() {
        return table;
    }

    RouteTable knownTable() {
        return known(table);
    }

    void servedBy(Site found, ActivePlugins active, RouteTable routes) {
        site = found;
        plugins = active;
        table = routes;
    }

    @Nullable Agent agent() {
        return agent;
    }

    void agent(Agent signedIn) {
        agent = signedIn;
    }

    /** Token of the session of the agent; empty without. */
    String session() {
        return session;
    }

    void session(String token) {
        session = token;
    }

    /** The citizen's account that is signed in, or null; known on personal routes alone. */
    @Nullable Account account() {
        return account;
    }

    /** Whether the route has to do with an account: what it answers is for one person and kept nowhere. */
    boolean personal() {
        return personal;
    }

    void personal(@Nullable Account signedIn) {
        personal = true;
        account = signedIn;
    }

    /** Whether a program asks and not a person: problems are then told as JSON (RFC 9457). */
    boolean wantsJson() {
        if (paths.startsWith("api")) {
            return true;
        }
        String accept = http.getHeader("Accept");
        if (accept == null) {
            return false;
        }
        int json = accept.indexOf("json");
        int html = accept.indexOf("text/html");
        return json >= 0 && (html < 0 || json < html);
    }

    /** Reads a route's request from the parts that are known now. */
    RoutedRequest routed(Route route, Map<String, String> variables, Query query, Optionals services) {
        return new RoutedRequest(this, route, variables, query, services);
    }

    private static <T> T known(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("asked for before the request was routed");
        }
        return part;
    }

    /** Sixty random bits: enough to find one request in a log, short enough to be read out on the telephone. */
    private static String newId() {
        long random = ThreadLocalRandom.current().nextLong();
        char[] text = new char[12];
        for (int i = 0; i < text.length; i++) {
            text[i] = DIGITS[(int) (random & 31)];
            random >>>= 5;
        }
        return new String(text);
    }
}
