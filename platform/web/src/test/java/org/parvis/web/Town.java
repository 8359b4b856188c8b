package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Sessions;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Renderer;
import org.parvis.api.view.Themes;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;

/** A small territory for tests: a portal, two communes, routes that the test gives, a clock that it moves. */
final class Town implements Tenants, Renderer, Optionals {
    static final Site PORTAL = FakeRequestSites.TERRITORY;
    static final Site RODEZ = FakeRequestSites.RODEZ;
    static final Site AGEN = FakeRequestSites.AGEN;

    final List<Route> routes = new CopyOnWriteArrayList<>();
    final Map<String, Site> byHost = new HashMap<>();
    final Map<String, Session> sessions = new HashMap<>();
    /** By {@code token@tenant}. */
    final Map<String, Account> accounts = new HashMap<>();
    final Map<String, String> settings = new HashMap<>();
    final AtomicInteger renders = new AtomicInteger();
    final BlockingQueue<PageViews.View> views = new LinkedBlockingQueue<>();
    final FakePlugins plugins = FakePlugins.of("town", (Routes) this::contributed);
    final MovableClock clock = new MovableClock(Instant.parse("2026-06-15T08:00:00Z"));
    volatile Function<FrameSource.Asked, Frame> framing = asked -> new Frame(Map.of(), Set.of(), null);
    volatile boolean renderingFails;
    volatile Runnable whileRouting = () -> {};
    volatile @Nullable Redirects redirects;
    private @Nullable FrontServlet servlet;

    Town() {
        this(true);
    }

    /** @param framed false: as in the moment in which the module that frames pages is away */
    Town(boolean framed) {
        if (framed) {
            plugins.add(new Framed(false));
            plugins.add(new Framed(true));
        }
        for (Site site : List.of(PORTAL, RODEZ, AGEN)) {
            byHost.put(site.host(), site);
        }
    }

    /** The servlet over this town; its configuration is read now. */
    FrontServlet servlet() {
        if (servlet == null) {
            servlet = new FrontServlet(this, plugins, this, clock, this, WebSettings.of(new HashMap<>(settings)));
        }
        return servlet;
    }

    private List<Route> contributed() {
        whileRouting.run();
        return List.copyOf(routes);
    }

    void touch(Site site, String tag) {
        servlet().changed(List.of(new Change(site.id(), tag)));
    }

    void signIn(String token, Agent agent) {
        sessions.put(token, new Session(agent, clock.instant().plus(Duration.ofHours(1)), Sessions.Duty.NONE));
    }

    private final class Framed implements FrameSource {
        private final boolean desk;

        Framed(boolean desk) {
            this.desk = desk;
        }

        @Override
        public boolean desk() {
            return desk;
        }

        @Override
        public Frame frame(Asked asked) {
            return framing.apply(asked);
        }
    }

    /** The session of an agent, as {@link Sessions#find} gives it. */
    record Session(Agent agent, Instant expires, Sessions.Duty duty) {}

    @Override
    public byte[] render(Site site, ActivePlugins active, Locale language, String template, Map<String, ?> model) {
        if (renderingFails) {
            throw new RenderFailed("template " + template + " line 3");
        }
        renders.incrementAndGet();
        String html = "<!DOCTYPE html><title>" + template + "</title><p>" + site.host() + " " + language + " " + site.look().theme() + " "
                + new TreeMap<>(model);
        return html.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Site> byHost(String host) {
        return Optional.ofNullable(byHost.get(host));
    }

    @Override
    public Optional<Site> bySlug(String slug) {
        return all().stream().filter(site -> site.tenant().slug().equals(slug)).findFirst();
    }

    @Override
    public Optional<Site> byId(TenantId id) {
        return byHost.values().stream().filter(site -> site.id().equals(id)).findFirst();
    }

    @Override
    public Site territory() {
        return PORTAL;
    }

    @Override
    public List<Site> all() {
        return List.of(RODEZ, AGEN);
    }

    @Override
    public List<Site> below(TenantId parent) {
        return new ArrayList<>();
    }

    @Override
    public List<Site> above(TenantId tenant) {
        return List.of();
    }

    @Override
    public Sessions sessions() {
        return new Sessions() {
            @Override
            public Optional<Agent> agent(String token, Instant now) {
                return find(token, now).map(Session::agent);
            }

            @Override
            public Optional<Session> find(String token, Instant now) {
                return Optional.ofNullable(Town.this.sessions.get(token))
                        .map(found -> new Session(found.agent(), found.expires(), found.duty()));
            }
        };
    }

    @Override
    public PageViews pageViews() {
        return new PageViews() {
            @Override
            public void viewed(View view) {
                views.add(view);
            }

            @Override
            public void searchedInVain(TenantId tenant, String words, @Nullable String userAgent) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public AccountSessions accountSessions() {
        return (token, where, now) -> Optional.ofNullable(accounts.get(token + "@" + where));
    }

    @Override
    public Permissions permissions() {
        return (agent, permission, tenant) -> permission.equals("news.write") && agent.worksIn(tenant);
    }

    @Override
    public @Nullable Themes themes() {
        return null;
    }

    @Override
    public @Nullable Redirects redirects() {
        return redirects;
    }

    /** A clock that stands still until it is moved. */
    static final class MovableClock extends Clock {
        private volatile Instant now;

        MovableClock(Instant start) {
            now = start;
        }

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
