package org.parvis.acts;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;

/** Acts that an agent should look at: drafts, scheduled ones, and documents that nobody can search or that were altered. */
@Component(service = DayItems.class)
public final class ActDay implements DayItems {
    private static final Kind KIND = new Kind("acts.open", "acts.day.label", "acts.publish", List.of());
    private static final List<Issue.Reading> TROUBLES = Stream.of(Issue.Reading.values()).filter(Issue.Reading::troubled).toList();

    private final Database database;

    @Activate
    public ActDay(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return ActTable.open(database.of(asked.tenants()), TROUBLES, asked.now(), asked.limit()).stream()
                .map(open -> item(open, asked.now()))
                .toList();
    }

    private static Item item(ActTable.Open open, Instant now) {
        Act act = open.act();
        Instant due = act.publishAt() != null && act.publishAt().isAfter(now) ? act.publishAt() : null;
        String reason = switch (act.status(now)) {
            case DRAFT -> "acts.day.draft";
            case SCHEDULED -> "acts.day.scheduled";
            case PUBLISHED, WITHDRAWN -> "acts.day.reading." + open.reading().code();
        };
        return new Item(
                open.tenant(), act.id().toString(), act.content().title(), reason, List.of(), "/actes/" + act.id(), due, false, act.updatedAt());
    }
}
