package org.parvis.news;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.Events;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.file.Files;
import org.parvis.api.file.Images;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/**
 * Takes articles that the territory or an EPCI offers down to the tenants below it. Each tenant holds its own copy: it accepts by
 * itself, after review, or never, and keeps its own wording if it edits. Done again, it changes nothing.
 */
@Component(service = {WorkConsumer.class, Syndication.class})
public final class Syndication implements WorkConsumer {

    /** What a tenant does with what is offered. */
    public enum Mode {
        AUTO,
        REVIEW,
        NEVER;

        private static Mode of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Database database;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Settings settings;
    private final Images images;
    private final Files files;
    private final Events events;
    private final Clock clock;

    @Activate
    public Syndication(
            @Reference Database database,
            @Reference Tenants tenants,
            @Reference Plugins plugins,
            @Reference Settings settings,
            @Reference Images images,
            @Reference Files files,
            @Reference Events events,
            @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.plugins = plugins;
        this.settings = settings;
        this.images = images;
        this.files = files;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return Articles.OFFER_QUEUE;
    }

    @Override
    public void work(TenantId source, String payload) {
        UUID id = UUID.fromString(payload);
        Optional<Article> offered = ArticleTable.byId(database.of(source), id)
                .filter(article -> article.offered() && article.state() == State.PUBLISHED);
        String name = tenants.byId(source).map(site -> site.tenant().name().name()).orElse("");
        for (Site below : tenants.below(source)) {
            if (plugins.of(below.id()).has("news")) {
                take(source, id, name, below.id(), offered);
            }
        }
    }

    public Mode mode(TenantId tenant) {
        return Mode.of(NewsSettings.SYNDICATION.value(settings.of(tenant)));
    }

    private void take(TenantId source, UUID id, String sourceName, TenantId target, Optional<Article> offered) {
        Optional<Article> copy = ArticleTable.byOrigin(database.of(target), source, id);
        if (copy.isEmpty() && offered.isPresent() && mode(target) != Mode.NEVER) {
            Article article = copyOf(source, sourceName, target, offered.get());
            database.of(target).write(transaction -> insert(transaction, article));
        } else if (copy.isPresent() && !kept(copy.get())) {
            Article next = offered.map(article -> updated(source, target, copy.get(), article)).orElseGet(() -> withdrawn(copy.get()));
            if (differs(copy.get(), next)) {
                database.of(target).write(transaction -> update(transaction, copy.get(), next));
            }
        }
    }

    /** What the tenant edited, or threw away, is its own. */
    private static boolean kept(Article copy) {
        return copy.state() == State.TRASHED || (copy.origin() != null && copy.origin().ownWording());
    }

    private static boolean differs(Article copy, Article next) {
        return !(copy.content().equals(next.content())
                && copy.state() == next.state()
                && Objects.equals(copy.publishAt(), next.publishAt())
                && Objects.equals(copy.expiresAt(), next.expiresAt()));
    }

    private void insert(Transaction transaction, Article article) {
        if (ArticleTable.byOrigin(transaction, article.origin().tenant(), article.origin().article()).isEmpty()) {
            ArticleTable.insert(transaction, article);
            NewsRest.announce(events, transaction, null, article, now());
            transaction.touch("news", article.tag());
        }
    }

    private void update(Transaction transaction, Article before, Article article) {
        ArticleTable.update(transaction, article);
        NewsRest.announce(events, transaction, before, article, now());
        transaction.touch("news", article.tag());
    }

    private Article copyOf(TenantId source, String sourceName, TenantId target, Article article) {
        State state = mode(target) == Mode.AUTO ? State.PUBLISHED : State.REVIEW;
        String slug = Articles.freeSlug(database.of(target), article.content().title());
        Origin origin = new Origin(source, article.id(), sourceName, false);
        return new Article(
                Ids.next(), slug, content(source, target, article, null), state, article.publishAt(), article.expiresAt(),
                sourceName, false, origin, now(), 1);
    }

    private Article updated(TenantId source, TenantId target, Article copy, Article article) {
        // Accepted or waiting as before; taken off with an earlier withdrawal of the source: offered again.
        State state = copy.state() == State.DRAFT ? (mode(target) == Mode.AUTO ? State.PUBLISHED : State.REVIEW) : copy.state();
        return new Article(
                copy.id(), copy.slug(), content(source, target, article, copy), state, article.publishAt(), article.expiresAt(),
                copy.author(), false, copy.origin(), now(), copy.version() + 1);
    }

    private Article withdrawn(Article copy) {
        return new Article(
                copy.id(), copy.slug(), copy.content(), State.DRAFT, copy.publishAt(), copy.expiresAt(),
                copy.author(), false, copy.origin(), now(), copy.version() + 1);
    }

    /** Pinning and categories are the reader's choice, not the sender's; pictures and files are shared, not copied. */
    private Article.Content content(TenantId source, TenantId target, Article article, @Nullable Article copy) {
        Article.Content from = article.content();
        String image = from.image() == null ? null : images.share(source, from.image(), target);
        List<String> attachments = from.attachments().stream().map(file -> files.share(source, file, target).id()).toList();
        return new Article.Content(
                from.title(), from.lead(), from.body(), copy == null ? null : copy.content().category(), image, from.imageAlt(), attachments,
                copy != null && copy.content().pinned(), from.alert());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
