package org.parvis.news;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.PicturesInText;
import org.parvis.api.tenant.TenantId;

/** SQL of articles and the mapping of their rows. */
final class ArticleTable {

    private static final String COLUMNS = "a.id, a.slug, a.title, a.lead_text, a.category, a.category_name, a.image, a.image_alt, a.attachments, a.pinned, a.alert_level,"
            + " a.state, a.publish_at, a.expires_at, a.author, a.offered, a.origin_tenant, a.origin_article, a.origin_name, a.own_wording,"
            + " a.updated_at, a.version";
    private static final String SELECT = "select " + COLUMNS + ", a.body from news_article a where a.tenant_id = :tenant";
    /** Lists show no body, and a body can be long. */
    private static final String SELECT_HEADS = "select " + COLUMNS + " from news_article a where a.tenant_id = :tenant";
    private static final String BEGUN = " and a.state = 'PUBLISHED' and a.publish_at <= :now";
    private static final String PUBLIC = BEGUN + " and (a.expires_at is null or a.expires_at > :now)";
    private static final String PAGE = " offset :offset rows fetch next :limit rows only";
    private static final String NEWEST = " order by a.pinned desc, a.publish_at desc, a.id desc";

    /** Sorted here: Derby spends more on starting a sort than on reading a handful of rows. */
    private static final Comparator<Article> MOST_URGENT = Comparator.comparing((Article article) -> article.content().alert())
            .thenComparing(Article::publishAt)
            .reversed();

    private ArticleTable() {}

    static Optional<Article> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and a.id = :id", ArticleTable::whole, "id", id);
    }

    static Optional<Article> bySlug(Reader reader, String slug) {
        return reader.one(SELECT + " and a.slug = :slug", ArticleTable::whole, "slug", slug);
    }

    static Optional<Article> byOrigin(Reader reader, TenantId tenant, UUID article) {
        return reader.one(
                SELECT + " and a.origin_tenant = :originTenant and a.origin_article = :originArticle",
                ArticleTable::whole,
                "originTenant", tenant.value(), "originArticle", article);
    }

    static boolean slugTaken(Reader reader, String slug) {
        return reader.count("select count(*) from news_article a where a.tenant_id = :tenant and a.slug = :slug", "slug", slug) > 0;
    }

    /** Public articles without their bodies, the pinned and the newest first. */
    static List<Article> published(Reader reader, Instant now, @Nullable String category, int offset, int limit) {
        if (category == null) {
            return reader.list(SELECT_HEADS + PUBLIC + NEWEST + PAGE, ArticleTable::head, "now", now, "offset", offset, "limit", limit);
        }
        return reader.list(
                SELECT_HEADS + PUBLIC + " and a.category = :category" + NEWEST + PAGE,
                ArticleTable::head,
                "now", now, "category", category, "offset", offset, "limit", limit);
    }

    /**
     * The first of {@link #published}, for the home page. Without the condition on their end Derby reads them in the order of their
     * index; with it, it reads all of them and sorts. Only where some of the newest are over is that needed.
     */
    static List<Article> latest(Reader reader, Instant now, int limit) {
        List<Article> begun = reader.list(SELECT_HEADS + BEGUN + NEWEST + PAGE, ArticleTable::head, "now", now, "offset", 0, "limit", limit);
        List<Article> latest = begun.stream().filter(article -> article.isPublic(now)).toList();
        return latest.size() == begun.size() || begun.size() < limit ? latest : published(reader, now, null, 0, limit);
    }

    /** When the next article becomes public. */
    static @Nullable Instant nextPublication(Reader reader, Instant now) {
        return reader.one(
                        "select min(a.publish_at) as moment from news_article a"
                                + " where a.tenant_id = :tenant and a.state = 'PUBLISHED' and a.publish_at > :now",
                        row -> Optional.ofNullable(row.instantOrNull("moment")),
                        "now", now)
                .flatMap(moment -> moment)
                .orElse(null);
    }

    /**
     * Public articles with their bodies, the newest first.
     *
     * @param after those that come after this one, or null: from the first
     */
    static List<Article> slice(Reader reader, Instant now, @Nullable Place after, int limit) {
        String order = " order by a.publish_at desc, a.id desc" + PAGE;
        if (after == null) {
            return reader.list(SELECT + PUBLIC + order, ArticleTable::whole, "now", now, "offset", 0, "limit", limit);
        }
        return reader.list(
                SELECT + PUBLIC + " and (a.publish_at < :moment or (a.publish_at = :moment and a.id < :after))" + order, ArticleTable::whole,
                "now", now, "moment", after.published(), "after", after.id(), "offset", 0, "limit", limit);
    }

    /** Where an article stands among the public ones. */
    record Place(Instant published, UUID id) {}

    /** Public articles with their bodies, the newest first: for feeds and the index. */
    static List<Article> publishedWhole(Reader reader, Instant now, int limit) {
        return reader.list(
                SELECT + PUBLIC + " order by a.publish_at desc, a.id desc" + PAGE,
                ArticleTable::whole,
                "now", now, "offset", 0, "limit", limit);
    }

    /** Articles that are public or will be, with their bodies. */
    static List<Article> publishable(Reader reader, Instant now) {
        return reader.list(
                SELECT + " and a.state = 'PUBLISHED' and (a.expires_at is null or a.expires_at > :now)", ArticleTable::whole, "now", now);
    }

    static long countPublished(Reader reader, Instant now, @Nullable String category) {
        String count = "select count(*) from news_article a where a.tenant_id = :tenant" + PUBLIC;
        return category == null
                ? reader.count(count, "now", now)
                : reader.count(count + " and a.category = :category", "now", now, "category", category);
    }

    /** Alerts that are public now or will be, the most urgent first. */
    static List<Article> alerts(Reader reader, Instant now) {
        return reader
                .list(
                        SELECT_HEADS + " and a.state = 'PUBLISHED' and a.alert_level > 0 and (a.expires_at is null or a.expires_at > :now)",
                        ArticleTable::head,
                        "now", now)
                .stream()
                .sorted(MOST_URGENT)
                .toList();
    }

    /** When the set of public articles next changes by itself. */
    static @Nullable Instant nextChange(Reader reader, Instant now) {
        return reader.one(
                        "select min(case when a.publish_at > :now then a.publish_at else a.expires_at end) as moment from news_article a"
                                + " where a.tenant_id = :tenant and a.state = 'PUBLISHED' and (a.publish_at > :now or a.expires_at > :now)",
                        row -> Optional.ofNullable(row.instantOrNull("moment")),
                        "now", now)
                .flatMap(moment -> moment)
                .orElse(null);
    }

    /** Articles that became public in a time and still are, the oldest first. */
    static List<Article> appeared(Reader reader, Instant after, Instant until) {
        return reader.list(
                SELECT_HEADS + PUBLIC + " and a.publish_at > :after order by a.publish_at, a.id" + PAGE, ArticleTable::head,
                "now", until, "after", after, "offset", 0, "limit", 200);
    }

    /**
     * Articles of several tenants that wait for a decision: those that are to appear at a moment to come first.
     *
     * @param granted reader of the second door
     * @param offered whether they come from the tenants above
     */
    static List<Undecided> undecided(Reader granted, boolean offered, Instant now, int limit) {
        return granted.list(
                "select a.tenant_id, a.id, a.title, a.author, a.publish_at, a.updated_at from news_article a where a.state = 'REVIEW'"
                        + " and a.origin_tenant is " + (offered ? "not null" : "null") + " and a.tenant_id in (:tenants)"
                        + " order by case when a.publish_at > :now then 0 else 1 end, a.publish_at, a.updated_at fetch first " + limit + " rows only",
                row -> new Undecided(
                        new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("title"), row.string("author"),
                        row.instantOrNull("publish_at"), row.instant("updated_at")),
                "now", now);
    }

    /** An article that waits for a decision. */
    record Undecided(TenantId tenant, UUID id, String title, String author, @Nullable Instant publishAt, Instant updatedAt) {}

    /** Those of the articles that still wait for a decision, with their bodies. */
    static List<Article> inReview(Reader reader, Collection<UUID> ids) {
        return reader.list(SELECT + " and a.state = 'REVIEW' and a.id in (:ids)", ArticleTable::whole, "ids", ids);
    }

    /** Articles that use a picture or a file of the media library, with their bodies; also those in the trash, which may come back. */
    static List<Article> using(Reader reader, String media) {
        return reader.list(
                SELECT + " and (a.image = :media or a.attachments like :part or a.body like :address escape '!') order by a.updated_at desc, a.id", ArticleTable::whole,
                "media", media, "part", "%" + media + "%", "address", PicturesInText.like(media));
    }

    /** Whether a public article has that file among its attachments. */
    static boolean isAttachedInPublic(Reader reader, String file, Instant now) {
        return reader.count(
                        "select count(*) from news_article a where a.tenant_id = :tenant" + PUBLIC + " and a.attachments like :part", "now", now, "part", "%" + file + "%")
                > 0;
    }

    static void insert(Transaction transaction, Article article) {
        transaction.execute(
                "insert into news_article (tenant_id, id, slug, title, lead_text, body, category, category_name, image, image_alt, attachments, pinned,"
                        + " alert_level, state, publish_at, expires_at, author, offered, origin_tenant, origin_article, origin_name, own_wording, updated_at, version)"
                        + " values (:tenant, :id, :slug, :title, :lead, :body, :category, :categoryName, :image, :imageAlt, :attachments, :pinned,"
                        + " :alert, :state, :publishAt, :expiresAt, :author, :offered, :originTenant, :originArticle, :originName, :ownWording, :updatedAt, :version)",
                parameters(article));
    }

    /** Writes an article whose stored version is the one before; false if another agent came first. */
    static boolean update(Transaction transaction, Article article) {
        return transaction.execute(
                        "update news_article a set slug = :slug, title = :title, lead_text = :lead, body = :body, category = :category, category_name = :categoryName, image = :image, image_alt = :imageAlt,"
                                + " attachments = :attachments, pinned = :pinned, alert_level = :alert, state = :state, publish_at = :publishAt,"
                                + " expires_at = :expiresAt, author = :author, offered = :offered, origin_tenant = :originTenant,"
                                + " origin_article = :originArticle, origin_name = :originName, own_wording = :ownWording, updated_at = :updatedAt,"
                                + " version = :version where a.tenant_id = :tenant and a.id = :id and a.version = :version - 1",
                        parameters(article))
                == 1;
    }

    /** Deletes for good what was thrown away before that moment. */
    static int purge(Transaction transaction, Instant before) {
        return transaction.execute(
                "delete from news_article a where a.tenant_id = :tenant and a.state = 'TRASHED' and a.updated_at < :before", "before", before);
    }

    private static Object[] parameters(Article article) {
        Article.Content content = article.content();
        Origin origin = article.origin();
        Category category = content.category();
        return new Object[] {
            "id", article.id(),
            "slug", article.slug(),
            "title", content.title(),
            "lead", content.lead(),
            "body", content.body(),
            "category", category == null ? "" : category.slug(),
            "categoryName", category == null ? "" : category.name(),
            "image", content.image(),
            "imageAlt", content.imageAlt(),
            "attachments", String.join(",", content.attachments()),
            "pinned", content.pinned(),
            "alert", content.alert().rank(),
            "state", article.state().name(),
            "publishAt", article.publishAt(),
            "expiresAt", article.expiresAt(),
            "author", article.author(),
            "offered", article.offered(),
            "originTenant", origin == null ? null : origin.tenant().value(),
            "originArticle", origin == null ? null : origin.article(),
            "originName", origin == null ? null : origin.name(),
            "ownWording", origin != null && origin.ownWording(),
            "updatedAt", article.updatedAt(),
            "version", article.version()
        };
    }

    static Article whole(Row row) {
        return article(row, row.string("body"));
    }

    static Article head(Row row) {
        return article(row, "");
    }

    private static Article article(Row row, String body) {
        String attachments = row.string("attachments");
        String category = row.string("category");
        UUID originTenant = row.uuidOrNull("origin_tenant");
        Origin origin = originTenant == null
                ? null
                : new Origin(new TenantId(originTenant), row.uuid("origin_article"), row.string("origin_name"), row.bool("own_wording"));
        return new Article(
                row.uuid("id"),
                row.string("slug"),
                new Article.Content(
                        row.string("title"),
                        row.string("lead_text"),
                        body,
                        category.isEmpty() ? null : new Category(category, row.string("category_name")),
                        row.stringOrNull("image"),
                        row.stringOrNull("image_alt"),
                        attachments.isEmpty() ? List.of() : List.of(attachments.split(",")),
                        row.bool("pinned"),
                        AlertLevel.values()[row.integer("alert_level")]),
                State.valueOf(row.string("state")),
                row.instantOrNull("publish_at"),
                row.instantOrNull("expires_at"),
                row.string("author"),
                row.bool("offered"),
                origin,
                row.instant("updated_at"),
                row.integer("version"));
    }
}
