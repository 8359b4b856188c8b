package org.parvis.news;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Slug;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.Events;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

/** The life of articles: each change is one transaction that touches the pages showing it and leaves an audit entry. */
@Component(service = Articles.class)
public final class Articles {

    /** How long a deleted article can be taken back. */
    static final Duration KEPT_IN_TRASH = Duration.ofDays(30);

    /** How long versions are kept that a later one replaced. */
    static final Duration KEPT_VERSIONS = Duration.ofDays(730);

    static final Versions VERSIONS = new Versions("news_article_version");

    static final String OFFER_QUEUE = "news.offer";

    private final Database database;
    private final Audit audit;
    private final Events events;
    private final Clock clock;

    @Activate
    public Articles(@Reference Database database, @Reference Audit audit, @Reference Events events, @Reference Clock clock) {
        this.database = database;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** When an article is to be public. */
    public record Period(@Nullable Instant from, @Nullable Instant until) {

        public static final Period ALWAYS = new Period(null, null);

        /** @throws Invalid if it ends before it begins */
        public Period {
            if (from != null && until != null && !until.isAfter(from)) {
                throw Invalid.field("expires", "news.error.expires");
            }
        }
    }

    public Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** @throws NotFound if the tenant has no such article */
    public Article get(TenantId tenant, UUID id) {
        return ArticleTable.byId(database.of(tenant), id).orElseThrow(NotFound::new);
    }

    /** Makes a draft. */
    public Article create(TenantId tenant, Agent agent, Article.Content content, Period period, boolean offered) {
        return database.of(tenant).call(transaction -> {
            Article article = new Article(
                    Ids.next(), freeSlug(transaction, content.title()), content, State.DRAFT, period.from(), period.until(),
                    agent.name(), offered, null, now(), 1);
            ArticleTable.insert(transaction, article);
            ArticleVersions.keep(transaction, agent, article);
            audit.record(transaction, agent, "news.create", article.id().toString(), content.title());
            return article;
        });
    }

    /**
     * Changes what an agent wrote; a syndicated article keeps its own wording from then on.
     *
     * @param version the one that the agent saw
     * @throws Conflict if another agent changed the article meanwhile
     */
    public Article edit(TenantId tenant, Agent agent, UUID id, int version, Article.Content content, Period period, boolean offered) {
        return change(tenant, agent, id, version, "news.edit", article -> {
            Origin origin = article.origin();
            Origin own = origin == null || content.equals(article.content())
                    ? origin
                    : new Origin(origin.tenant(), origin.article(), origin.name(), true);
            Instant from = period.from() != null || article.state() != State.PUBLISHED ? period.from() : article.publishAt();
            return new Article(
                    article.id(), article.slug(), content, article.state(), from, period.until(),
                    article.author(), offered, own, now(), article.version() + 1);
        });
    }

    /** Publishes, at once or at the article's date of publication. */
    public Article publish(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "news.publish", article -> {
            Instant from = article.publishAt() == null ? now() : article.publishAt();
            if (article.expiresAt() != null && !article.expiresAt().isAfter(from)) {
                throw Invalid.field("expires", "news.error.expires");
            }
            return moved(article, State.PUBLISHED, from);
        });
    }

    /** Asks an editor to publish. */
    public Article submit(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "news.submit", article -> moved(article, State.REVIEW, article.publishAt()));
    }

    /**
     * Decides on articles that wait, in one transaction: those that no longer wait, or whose last day is past, are left alone.
     *
     * @param verdict {@link State#PUBLISHED}, {@link State#DRAFT} (back to the author) or {@link State#TRASHED}
     * @return how many were decided
     */
    public int decide(TenantId tenant, Agent agent, Collection<UUID> ids, State verdict) {
        return database.of(tenant).call(transaction -> {
            int done = 0;
            for (Article before : ArticleTable.inReview(transaction, ids)) {
                Instant from = before.publishAt() == null ? now() : before.publishAt();
                boolean over = before.expiresAt() != null && !before.expiresAt().isAfter(now());
                if (verdict == State.PUBLISHED && over) {
                    continue;
                }
                Article after = moved(before, verdict, verdict == State.PUBLISHED ? from : verdict == State.DRAFT ? null : before.publishAt());
                if (ArticleTable.update(transaction, after)) {
                    ArticleVersions.change(transaction, agent, before, after);
                    touchAndOffer(transaction, before, after);
                    audit.record(transaction, agent, "news.decide", before.id().toString(), verdict.name());
                    done++;
                }
            }
            return done;
        });
    }

    /** Takes an article off the site, back to a draft. */
    public Article withdraw(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "news.withdraw", article -> moved(article, State.DRAFT, null));
    }

    /** Throws away; {@link #restore} takes it back within {@link #KEPT_IN_TRASH}. */
    public Article trash(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "news.trash", article -> moved(article, State.TRASHED, article.publishAt()));
    }

    /** Takes a deleted article back, as a draft. */
    public Article restore(TenantId tenant, Agent agent, UUID id) {
        Article article = get(tenant, id);
        if (article.state() != State.TRASHED) {
            return article;
        }
        return change(tenant, agent, id, article.version(), "news.restore", trashed -> moved(trashed, State.DRAFT, null));
    }

    /** Makes the texts of a former version those of the article again, as a new version; all else stays. */
    public Article restoreVersion(TenantId tenant, Agent agent, UUID id, int number) {
        Versions.Version version = VERSIONS.byNumber(database.of(tenant), id, number).orElseThrow(NotFound::new);
        Article now = get(tenant, id);
        Article.Content content = ArticleVersions.restored(version, now.content());
        return edit(tenant, agent, id, now.version(), content, new Period(now.publishAt(), now.expiresAt()), now.offered());
    }

    /** A change of an article. */
    @FunctionalInterface
    private interface Change {
        Article apply(Article article);
    }

    private Article change(TenantId tenant, Agent agent, UUID id, int version, String action, Change change) {
        return database.of(tenant).call(transaction -> {
            Article before = ArticleTable.byId(transaction, id).orElseThrow(NotFound::new);
            if (before.version() != version) {
                throw new Conflict("news.error.conflict");
            }
            Article after = change.apply(before);
            if (!ArticleTable.update(transaction, after)) {
                throw new Conflict("news.error.conflict");
            }
            ArticleVersions.change(transaction, agent, before, after);
            touchAndOffer(transaction, before, after);
            audit.record(transaction, agent, action, id.toString(), after.content().title());
            return after;
        });
    }

    /** Pages change only with what is or was published; the tenants below follow what is or was offered. */
    private void touchAndOffer(Transaction transaction, Article before, Article after) {
        if (before.state() == State.PUBLISHED || after.state() == State.PUBLISHED) {
            NewsRest.announce(events, transaction, before, after, now());
            transaction.touch("news", after.tag());
            if (before.offered() || after.offered()) {
                transaction.enqueue(OFFER_QUEUE, after.id().toString());
            }
        }
    }

    private Article moved(Article article, State state, @Nullable Instant publishAt) {
        return new Article(
                article.id(), article.slug(), article.content(), state, publishAt, article.expiresAt(),
                article.author(), article.offered(), article.origin(), now(), article.version() + 1);
    }

    /** Times are stored to the microsecond: what is returned equals what will be read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String freeSlug(Reader reader, String title) {
        String wanted = Slug.of(title);
        String base = wanted.isEmpty() ? "article" : wanted.substring(0, Math.min(wanted.length(), 120));
        String slug = base;
        for (int n = 2; ArticleTable.slugTaken(reader, slug); n++) {
            slug = base + "-" + n;
        }
        return slug;
    }

    /** What waits for a decision in several tenants: offered from above, or written here. */
    List<ArticleTable.Undecided> undecided(Collection<TenantId> granted, boolean offered, Instant now, int limit) {
        return ArticleTable.undecided(database.of(granted), offered, now, limit);
    }

    /** Public article by its address. */
    public Optional<Article> publicBySlug(TenantId tenant, String slug, Instant now) {
        return ArticleTable.bySlug(database.of(tenant), slug).filter(article -> article.isPublic(now));
    }

    /** Public articles of a page of the list. */
    public List<Article> published(TenantId tenant, Instant now, @Nullable String category, int offset, int limit) {
        return ArticleTable.published(database.of(tenant), now, category, offset, limit);
    }
}
