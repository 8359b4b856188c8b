package org.parvis.demarches;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Files that wait for an agent, with the legal end of silence as their deadline. */
@Component(service = DayItems.class)
public final class CaseDay implements DayItems {
    private static final Kind KIND = new Kind("demarches.files", "demarches.day.label", CaseAccess.PERMISSION, List.of());
    private static final int MARGIN = 4;

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
        List<Item> items = new ArrayList<>();
        for (Queue.Line line : Queue.open(database.of(asked.tenants()), asked.limit() * MARGIN)) {
            if (items.size() < asked.limit() && mayHave(asked, line)) {
                String title = title(line, wanted);
                boolean over = line.silenceAt() != null && !line.silenceAt().isAfter(asked.now());
                boolean soon = line.silenceAt() != null && line.silenceAt().isBefore(asked.now().plus(Reminders.SOON));
                items.add(new Item(
                        line.tenant(), line.id().toString(), title, over ? "demarches.day.over" : soon ? "demarches.day.soon" : "demarches.day.open", List.of(line.number()),
                        "/demarches/" + line.id(), line.silenceAt(), line.silenceAt() != null, line.updated()));
            }
        }
        // What has no date by law comes after what has one.
        for (AwaitedTable.Over over : items.size() < asked.limit() ? AwaitedTable.over(database.of(asked.tenants()), asked.now(), asked.limit()) : List.<AwaitedTable.Over>of()) {
            Queue.line(database.of(over.tenant()), over.file()).filter(line -> mayHave(asked, line) && items.size() < asked.limit()).ifPresent(line -> items.add(new Item(
                    line.tenant(), line.id().toString(), title(line, wanted), "demarches.day.pieces", List.of(line.number()), "/demarches/" + line.id(), null, false,
                    over.until())));
        }
        return items;
    }

    private boolean mayHave(Asked asked, Queue.Line line) {
        return (line.assigneeId() == null || line.assigneeId().equals(asked.agent().id())) && access.mayHandle(asked.agent(), line.tenant(), line.procedure());
    }

    private String title(Queue.Line line, Wanted wanted) {
        String what = procedures.version(line.procedure(), line.version()).title(wanted);
        return line.subject().isEmpty() ? what + " – " + line.applicant() : what + " – " + line.subject();
    }
}
