package org.parvis.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;
import org.parvis.site.care.Care;
import org.parvis.site.frame.PublicFrame;
import org.parvis.site.hours.Hours;
import org.parvis.site.page.DefaultTexts;
import org.parvis.site.page.PagePicture;
import org.parvis.site.page.Pages;
import org.parvis.site.people.Contacts;
import org.parvis.site.people.People;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.FakeUrls;
import org.parvis.testkit.TestDatabase;

/** The site's services over a real database, the real themes and messages, and doubles of the rest. */
public final class SiteFixture {

    public static final Site RODEZ = FakeRequestSites.RODEZ;
    public static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, RODEZ);

    public final org.parvis.testkit.Pages pages = org.parvis.testkit.Pages.of("site");
    public final FakePlugins contributions = FakePlugins.of("site");
    public final Plugins plugins = new OnePlugins();
    public final Themes themes = pages.themes();
    public final FakeTenants tenants = FakeTenants.of(FakeRequestSites.AGEN, RODEZ);
    public final PublicUrls urls = new FakeUrls();
    public final Map<String, String> settings = new HashMap<>();
    public final Settings settingsService = new MapSettings();
    public final Table redirects = new Table();
    public final SomeImages images = new SomeImages();
    public final PagePicture pictures = new PagePicture(images, images.shelf());
    public final RichText richText = new PlainRichText();
    public final Audit audit = new ForgetfulAudit();
    public final Hours hours;
    public final Pages sitePages;
    public final People people;
    public final Contacts contacts;
    public final Care care;

    public SiteFixture(TestDatabase database) {
        hours = new Hours(database.database(), audit);
        sitePages = new Pages(database.database(), audit, new DefaultTexts(richText));
        people = new People(database.database(), images, audit);
        contacts = new Contacts(database.database(), audit);
        care = new Care(database.database(), settingsService, audit);
    }

    public Texts texts() {
        return texts(RODEZ, Locale.FRENCH);
    }

    public Texts texts(Site site, Locale language) {
        return new Texts(themes, site, pages.plugins(), language);
    }

    /** A public page in its real frame. */
    public String publicHtml(Response response, Site site) {
        PublicFrame source = new PublicFrame(sitePages, hours, settingsService, images, themes, tenants, urls);
        source.frame(new FrameSource.Asked(site, pages.plugins(), Locale.FRENCH, "/somewhere", null, FakeRequest.NOW)).model().forEach(pages::with);
        return pages.html(response, site);
    }

    /** The handler of a route by its method, scope and pattern. */
    public static Handler handler(Routes routes, String method, Scope scope, String pattern) {
        return routes.routes().stream()
                .filter(route -> route.method().equals(method) && route.scope() == scope && route.pattern().equals(pattern))
                .findFirst()
                .map(Route::handler)
                .orElseThrow();
    }

    public static Response call(Routes routes, String method, Scope scope, String pattern, Request request) throws IOException {
        return handler(routes, method, scope, pattern).handle(request);
    }

    /** Messages and templates from the real folders, contributions as a test adds them. */
    private final class OnePlugins implements Plugins {
        @Override
        public ActivePlugins of(TenantId tenant) {
            return pages.plugins();
        }

        @Override
        public ActivePlugins all() {
            return pages.plugins();
        }

        @Override
        public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
            return work.apply(pages.plugins());
        }

        @Override
        public List<InstalledPlugin> installed() {
            return List.of();
        }

        @Override
        public void activate(String pluginId, Collection<TenantId> tenants) {}

        @Override
        public void deactivate(String pluginId, Collection<TenantId> tenants) {}
    }

    private final class MapSettings implements Settings {
        @Override
        public Map<String, String> of(TenantId tenant) {
            return settings;
        }

        @Override
        public void set(Transaction transaction, String key, String value) {
            settings.put(key, value);
        }
    }

    /** Redirects in memory. */
    public static final class Table implements Redirects {
        public final Map<String, String> table = new HashMap<>();

        @Override
        public Optional<String> target(TenantId tenant, String path) {
            return Optional.ofNullable(table.get(path));
        }

        @Override
        public List<Redirect> list(TenantId tenant) {
            List<Redirect> all = new ArrayList<>();
            table.forEach((from, to) -> all.add(new Redirect(from, to)));
            return all;
        }

        @Override
        public Found find(TenantId tenant, String part, int offset, int limit) {
            return new Found(list(tenant), table.size());
        }

        @Override
        public void put(Transaction transaction, List<Redirect> redirects) {
            put(transaction.tenant(), redirects);
        }

        @Override
        public void put(TenantId tenant, List<Redirect> redirects) {
            redirects.forEach(redirect -> table.put(redirect.from(), redirect.to()));
        }

        @Override
        public void remove(TenantId tenant, String from) {
            table.remove(from);
        }
    }

    private static final class PlainRichText implements RichText {
        @Override
        public String sanitise(String html) {
            return html.replaceAll("(?s)<script.*?</script>", "");
        }

        @Override
        public String plain(String html) {
            return html.replaceAll("<[^>]*>", " ");
        }
    }

    private static final class ForgetfulAudit implements Audit {
        @Override
        public void record(Transaction transaction, AuditEntry entry) {}
    }

    /** Text of a page without tags. */
    public static String text(String html) {
        return Stream.of(html.replaceAll("(?s)<(script|style).*?</\\1>", " ").replaceAll("<[^>]*>", " ").split("\\s+"))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
