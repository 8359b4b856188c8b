package org.parvis.news;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.desk.DayItems;

/** Articles that wait for a decision, as items of the agent's day. */
final class Waiting {

    private Waiting() {}

    static DayItems.Item item(ArticleTable.Undecided article, String reason, Instant now) {
        return new DayItems.Item(
                article.tenant(), article.id().toString(), article.title(), reason, List.of(article.author()), "/actualites/" + article.id(),
                dueBefore(article.publishAt(), now), false, article.updatedAt());
    }

    /** What is to appear later should be decided by then; what could have appeared already is not late, it just waits. */
    private static @Nullable Instant dueBefore(@Nullable Instant from, Instant now) {
        return from != null && from.isAfter(now) ? from : null;
    }

    static List<UUID> ids(DayItems.Deed deed) {
        return deed.ids().stream().map(NewsDesk::id).flatMap(Optional::stream).toList();
    }
}
