package org.parvis.news;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.EventTypes;
import org.parvis.api.event.Events;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;

/** What programs read and write of the news, and what they are told of it. */
@Component(service = {Resources.class, EventTypes.class})
public final class NewsRest implements Resources, EventTypes {
    static final String PUBLISHED = "news.published";
    static final String WITHDRAWN = "news.withdrawn";
    static final String WRITE = "news.write";

    private static final Shape ARTICLE = Shape.of(
            "Article", Member.of("id", Type.ID), Member.of("url", Type.ADDRESS), Member.of("title", Type.TEXT), Member.of("lead", Type.TEXT),
            Member.of("body", Type.HTML), Member.of("category", Type.TEXT).optional(), Member.of("alert", Type.TEXT), Member.of("published", Type.MOMENT),
            Member.of("expires", Type.MOMENT).optional(), Member.of("updated", Type.MOMENT));
    private static final Shape NEW = Shape.of(
            "NewArticle", Member.of("title", Type.TEXT).upTo(Article.Content.LONGEST_TITLE), Member.of("lead", Type.TEXT).upTo(Article.Content.LONGEST_LEAD).optional(),
            Member.of("body", Type.HTML).upTo(200_000), Member.of("category", Type.TEXT).optional());
    private static final Shape DRAFT = Shape.of("Draft", Member.of("id", Type.ID), Member.of("edit", Type.ADDRESS));

    private final Articles articles;
    private final Categories categories;
    private final RichText richText;
    private final PublicUrls urls;

    @Activate
    public NewsRest(@Reference Articles articles, @Reference Categories categories, @Reference RichText richText, @Reference PublicUrls urls) {
        this.articles = articles;
        this.categories = categories;
        this.richText = richText;
        this.urls = urls;
    }

    @Override
    public List<String> eventTypes() {
        return List.of(PUBLISHED, WITHDRAWN);
    }

    /** Tells what a change means to those who read: an article that appears, now or later, or one that goes. */
    static void announce(Events events, Transaction transaction, @Nullable Article before, Article after, Instant now) {
        boolean shown = before != null && before.isPublic(now);
        if (!shown) {
            events.takeBack(transaction, PUBLISHED, after.id().toString());
        }
        if (!shown && after.state() == State.PUBLISHED) {
            events.announce(transaction, new Events.Event(PUBLISHED, after.id().toString(), after.path(), after.publishAt()));
        } else if (shown && !after.isPublic(now)) {
            events.announce(transaction, new Events.Event(WITHDRAWN, after.id().toString(), after.path(), null));
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.list("/news", "news.rest.list", ARTICLE, this::list),
                Resource.get("/news/{id}", "news.rest.one", ARTICLE, this::one),
                Resource.post("/news", "news.rest.draft", WRITE, NEW, DRAFT, this::draft));
    }

    private Response list(Request request) {
        Slice slice = Slice.of(request);
        List<Article> found = ArticleTable.slice(articles.reader(request.tenant()), request.now(), place(slice.after()), slice.limit() + 1);
        List<Article> shown = found.subList(0, Math.min(found.size(), slice.limit()));
        Article last = found.size() > shown.size() ? shown.get(shown.size() - 1) : null;
        List<Map<String, Object>> items = new ArrayList<>();
        shown.forEach(article -> items.add(json(request, article)));
        return slice.answer(request, items, last == null ? null : last.publishAt() + " " + last.id())
                .tagged("news")
                .validUntil(ArticleTable.nextChange(articles.reader(request.tenant()), request.now()));
    }

    private static ArticleTable.@Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            String[] parts = after.split(" ", 2);
            return new ArticleTable.Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Slice.wrongCursor();
        }
    }

    private Response one(Request request) {
        Article article = ArticleTable.byId(articles.reader(request.tenant()), NewsDesk.idOf(request))
                .filter(found -> found.isPublic(request.now()))
                .orElseThrow(NotFound::new);
        return Slice.one(json(request, article))
                .tagged("news", article.tag())
                .validUntil(ArticleTable.nextChange(articles.reader(request.tenant()), request.now()));
    }

    private Map<String, Object> json(Request request, Article article) {
        Article.Content content = article.content();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", article.id().toString());
        one.put("url", urls.of(request.site(), article.path()));
        one.put("title", content.title());
        one.put("lead", content.lead());
        one.put("body", content.body());
        if (content.category() != null) {
            one.put("category", content.category().slug());
        }
        one.put("alert", content.alert().code());
        one.put("published", article.publishAt());
        if (article.expiresAt() != null) {
            one.put("expires", article.expiresAt());
        }
        one.put("updated", article.updatedAt());
        return one;
    }

    /** A draft: what becomes public is for an agent to say. */
    private Response draft(Request request) throws IOException {
        ArticleForm typed = ArticleForm.read(request.form(), request.site().tenant().zone(), categories.of(request.tenant()));
        Article.Content content = new Article.Content(
                typed.title(), typed.lead(), richText.sanitise(typed.body()), typed.category(), null, List.of(), false, AlertLevel.NONE);
        Article draft = articles.create(request.tenant(), request.signedIn(), content, Articles.Period.ALWAYS, false);
        String edit = urls.desk(request.site(), "/actualites/" + draft.id());
        return Slice.one(Map.of("id", draft.id().toString(), "edit", edit)).status(201);
    }
}
