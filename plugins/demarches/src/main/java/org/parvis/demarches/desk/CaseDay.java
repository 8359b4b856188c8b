package org.parvis.demarches.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Queue;
import org.parvis.demarches.Reminders;
import org.parvis.demarches.UnseenTable;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Files that wait for an agent, with the legal end of silence as their deadline, and those in which something came that nobody has looked at. */
@Component(service = DayItems.class)
public final class CaseDay implements DayItems {
    private static final Kind KIND = new Kind("demarches.files", "demarches.day.label", CaseAccess.PERMISSION, List.of());
    private static final int MARGIN = 4;
    /** Of the list, what at most is left to files whose pieces have not come. */
    private static final int SHARE = 4;

    private final Database database;
    private final Procedures procedures;
    private final CaseAccess access;

    @Activate
    public CaseDay(@Reference Database database, @Reference Procedures procedures, @Reference CaseAccess access) {
        this.database = database;
        this.procedures = procedures;
        this.access = access;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    /** Of the procedures that the agent works on; of what is somebody else's, nothing. */
    @Override
    public List<Item> items(Asked asked) {
        Wanted wanted = Wanted.of(Locale.forLanguageTag(asked.agent().language()));
        List<Item> pieces = new ArrayList<>();
        for (Queue.Line line : Queue.overdue(database.of(asked.tenants()), asked.now(), asked.limit() * MARGIN)) {
            if (pieces.size() < asked.limit() / SHARE && mayHave(asked, line)) {
                pieces.add(item(line, wanted, "demarches.day.pieces", null));
            }
        }
        List<Item> items = new ArrayList<>();
        Set<UUID> shown = new HashSet<>();
        for (UnseenTable.Unseen one : UnseenTable.waiting(database.of(asked.tenants()), asked.limit() * MARGIN)) {
            if (items.size() < asked.limit() - pieces.size() && mayHave(asked, one.line()) && shown.add(one.line().id())) {
                items.add(item(one.line(), wanted, "demarches.day.new." + one.what().code(), one.line().silenceAt()));
            }
        }
        for (Queue.Line line : Queue.open(database.of(asked.tenants()), asked.limit() * MARGIN)) {
            if (!shown.contains(line.id()) && items.size() < asked.limit() - pieces.size() && mayHave(asked, line)) {
                boolean over = line.silenceAt() != null && !line.silenceAt().isAfter(asked.now());
                boolean soon = line.silenceAt() != null && line.silenceAt().isBefore(asked.now().plus(Reminders.SOON));
                items.add(item(line, wanted, over ? "demarches.day.over" : soon ? "demarches.day.soon" : "demarches.day.open", line.silenceAt()));
            }
        }
        items.sort(Comparator.comparing(Item::due, Comparator.nullsLast(Comparator.naturalOrder())).thenComparing(Item::since));
        // What has no date by law comes after what has one, but does not give way to it.
        items.addAll(pieces);
        return items;
    }

    private Item item(Queue.Line line, Wanted wanted, String reason, @Nullable Instant due) {
        String what = procedures.of(line).title(wanted);
        String title = line.subject().isEmpty() ? what + " – " + line.applicant() : what + " – " + line.subject();
        return new Item(
                line.tenant(), line.id().toString(), title, reason, List.of(line.number()), "/demarches/" + line.id(),
                // Silence decides with the end of a day: the last moment is still on it.
                due == null ? null : due.minusSeconds(1), due != null, line.updated());
    }

    private boolean mayHave(Asked asked, Queue.Line line) {
        return (line.assigneeId() == null || line.assigneeId().equals(asked.agent().id())) && access.mayHandle(asked.agent(), line.tenant(), line.procedure());
    }
}
