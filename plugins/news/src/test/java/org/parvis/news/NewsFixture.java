package org.parvis.news;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.Files;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.RecordingEvents;
import org.parvis.testkit.TestDatabase;

/** News on a real database, at a time that a test sets; none of its articles has a picture or a file. */
final class NewsFixture {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ);

    final TestDatabase database;
    final Map<TenantId, Map<String, String>> settings = new HashMap<>();
    Instant now = NOW;
    final RecordingEvents events = new RecordingEvents();
    final Articles articles;
    final Categories categories;
    final Syndication syndication;
    final NewsPages pages;

    final Clock clock = new FakeClock(() -> now);

    final PublicUrls urls = new PublicUrls() {
        @Override
        public String of(Site site, String path) {
            return "http://" + site.host() + path;
        }

        @Override
        public String desk(Site site, String path) {
            return "http://territoire.example/bureau/" + site.tenant().slug() + path;
        }
    };

    final RichText richText = new RichText() {
        @Override
        public String sanitise(String html) {
            return html;
        }

        @Override
        public String plain(String html) {
            return html.replaceAll("<[^>]+>", " ");
        }
    };

    NewsFixture(TestDatabase database) {
        this.database = database;
        articles = new Articles(database.database(), (transaction, entry) -> {}, events, clock);
        categories = new Categories(database.database());
        syndication = new Syndication(
                database.database(), FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN), FakePlugins.of("news"),
                settings(), unused(Images.class), unused(Files.class), events, clock);
        pages = new NewsPages(articles, categories, unused(Images.class), unused(Files.class), urls);
    }

    Settings settings() {
        return new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return settings.getOrDefault(tenant, Map.of());
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                settings.computeIfAbsent(transaction.tenant(), tenant -> new HashMap<>()).put(key, value);
            }
        };
    }

    /** A service that the code under test must not call. */
    static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new AssertionError("not expected: " + method.getName());
        }));
    }

    static Article.Content content(String title) {
        return new Article.Content(title, "Le chapeau", "<p>Le texte</p>", null, null, List.of(), false, AlertLevel.NONE);
    }

    static Article.Content alert(String title, AlertLevel level) {
        return new Article.Content(title, "", "<p>Le texte</p>", null, null, List.of(), false, level);
    }

    Article published(TenantId tenant, Article.Content content, Articles.Period period, boolean offered) {
        Article draft = articles.create(tenant, EDITOR, content, period, offered);
        return articles.publish(tenant, EDITOR, draft.id(), draft.version());
    }

    Article published(String title) {
        return published(RODEZ, content(title), Articles.Period.ALWAYS, false);
    }

    List<String> publicTitles(TenantId tenant) {
        return articles.published(tenant, now, null, 0, 100).stream().map(article -> article.content().title()).toList();
    }
}
