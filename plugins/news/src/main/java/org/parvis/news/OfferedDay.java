package org.parvis.news;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;

/** Articles from the territory or the EPCI that wait for the agreement of the commune. */
@Component(service = DayItems.class)
public final class OfferedDay implements DayItems {

    private static final Kind KIND = new Kind(
            "news.offered", "news.day.offered.label", "news.publish",
            List.of(
                    new Action("accept", "news.day.offered.accept", "news.day.offered.accept.question", "news.day.offered.accept.done"),
                    new Action("refuse", "news.day.offered.refuse", "news.day.offered.refuse.question", "news.day.offered.refuse.done")));

    private final Articles articles;

    @Activate
    public OfferedDay(@Reference Articles articles) {
        this.articles = articles;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return articles.undecided(asked.tenants(), true, asked.now(), asked.limit()).stream()
                .map(article -> Waiting.item(article, "news.day.offered", asked.now()))
                .toList();
    }

    @Override
    public int act(Deed deed) {
        State verdict = switch (deed.action()) {
            case "accept" -> State.PUBLISHED;
            case "refuse" -> State.TRASHED;
            default -> throw new IllegalArgumentException(deed.action());
        };
        return articles.decide(deed.tenant(), deed.agent(), Waiting.ids(deed), verdict);
    }
}
