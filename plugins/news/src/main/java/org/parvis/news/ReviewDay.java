package org.parvis.news;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;

/** Articles that wait for someone who may publish. */
@Component(service = DayItems.class)
public final class ReviewDay implements DayItems {

    private static final Kind KIND = new Kind(
            "news.review", "news.day.review.label", "news.publish",
            List.of(
                    new Action("publish", "news.day.review.publish", "news.day.review.publish.question", "news.day.review.publish.done"),
                    new Action("return", "news.day.review.return", "news.day.review.return.question", "news.day.review.return.done")));

    private final Articles articles;

    @Activate
    public ReviewDay(@Reference Articles articles) {
        this.articles = articles;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return articles.undecided(asked.tenants(), false, asked.now(), asked.limit()).stream()
                .map(article -> Waiting.item(article, "news.day.review", asked.now()))
                .toList();
    }

    @Override
    public int act(Deed deed) {
        State verdict = switch (deed.action()) {
            case "publish" -> State.PUBLISHED;
            case "return" -> State.DRAFT;
            default -> throw new IllegalArgumentException(deed.action());
        };
        return articles.decide(deed.tenant(), deed.agent(), Waiting.ids(deed), verdict);
    }
}
