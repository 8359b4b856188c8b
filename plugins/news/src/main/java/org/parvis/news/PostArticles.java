package org.parvis.news;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.PostImporter;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/** Articles made of the posts of a former site, with their dates; nothing is offered to others. */
@Component
public final class PostArticles implements PostImporter {

    private static final String CUT = "…";

    private final Categories categories;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public PostArticles(@Reference Categories categories, @Reference Audit audit, @Reference Clock clock) {
        this.categories = categories;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Made make(Transaction transaction, @Nullable Agent agent, Post post) {
        List<Remark> remarks = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Article.Content content = new Article.Content(
                shortened(post.title(), Article.Content.LONGEST_TITLE, "news.import.title", remarks),
                shortened(post.lead(), Article.Content.LONGEST_LEAD, "news.import.lead", remarks),
                post.body().html(), category(transaction, post.categories(), remarks), post.image(), List.of(), post.pinned(), AlertLevel.NONE);
        Article article = new Article(
                Ids.next(), Articles.freeSlug(transaction, post.slug().isEmpty() ? content.title() : post.slug()), content, state(post.status()),
                publishAt(post, now), null, post.author(), false, null, now, 1);
        ArticleTable.insert(transaction, article);
        if (article.state() == State.PUBLISHED) {
            transaction.touch("news", article.tag());
        }
        audit.record(transaction, agent, "news.import", article.id().toString(), article.state().name());
        return new Made(article.id(), article.path(), "/actualites/" + article.id(), remarks);
    }

    @Override
    public boolean has(Reader reader, UUID id) {
        return ArticleTable.byId(reader, id).isPresent();
    }

    /** The first category that there is already or that still finds a place in the list. */
    private @Nullable Category category(Transaction transaction, List<String> names, List<Remark> remarks) {
        List<String> left = new ArrayList<>(names);
        Category chosen = null;
        for (String name : names) {
            chosen = categories.findOrAdd(transaction, name).orElse(null);
            if (chosen != null) {
                left.remove(name);
                break;
            }
        }
        if (!left.isEmpty()) {
            remarks.add(Remark.of(chosen == null ? "news.import.categories.none" : "news.import.categories", String.join(", ", left)));
        }
        return chosen;
    }

    private static State state(Status status) {
        return switch (status) {
            case DRAFT -> State.DRAFT;
            case TO_REVIEW -> State.REVIEW;
            case PUBLISHED -> State.PUBLISHED;
        };
    }

    private static @Nullable Instant publishAt(Post post, Instant now) {
        Instant published = post.published();
        return post.status() != Status.PUBLISHED ? null : published == null ? now : published.truncatedTo(ChronoUnit.MICROS);
    }

    /** Cut between words where that loses little. */
    private static String shortened(String text, int longest, String remark, List<Remark> remarks) {
        if (text.length() <= longest) {
            return text;
        }
        remarks.add(Remark.of(remark, String.valueOf(longest)));
        String start = text.substring(0, longest - CUT.length());
        int space = start.lastIndexOf(' ');
        return (space > longest / 2 ? start.substring(0, space) : start).stripTrailing() + CUT;
    }
}
