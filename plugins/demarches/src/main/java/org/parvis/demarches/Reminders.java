package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Role;
import org.parvis.api.job.Job;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/**
 * Reminds agents ten and three days before silence becomes a decision, and says when it has, and when the time that was given for pieces is
 * over without them: one message a time to each, with all files that are new in it. A file is told once at each stage, and again when its
 * deadline was moved.
 */
@Component(service = Job.class)
public final class Reminders implements Job {
    public static final Duration SOON = Duration.ofDays(10);
    static final Duration LAST = Duration.ofDays(3);
    private static final int BATCH = 500;
    private static final int MOST_UNKNOWN = 5_000;

    private final Database database;
    private final Tenants tenants;
    private final Procedures procedures;
    private final InCharge charged;
    private final Notifications notifications;
    private final PublicUrls urls;
    private final Wording wording;
    private volatile boolean takenDown;

    @Activate
    public Reminders(
            @Reference Database database, @Reference Tenants tenants, @Reference Procedures procedures, @Reference InCharge charged,
            @Reference Notifications notifications, @Reference PublicUrls urls, @Reference Wording wording) {
        this.database = database;
        this.tenants = tenants;
        this.procedures = procedures;
        this.charged = charged;
        this.notifications = notifications;
        this.urls = urls;
        this.wording = wording;
    }

    /** How near the end is. */
    private enum Stage {
        SOON,
        LAST,
        OVER,
        /** Pieces that were asked for have not come in the time that was given for them. */
        PIECES
    }

    @Override
    public String name() {
        return "demarches.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> due = database.acrossTerritory("files whose deadline is near").list(
                "select distinct f.tenant_id from demarches_file f where f.kind in ('OPEN', 'WAITING') and f.silence_at <= :until",
                row -> new TenantId(row.uuid("tenant_id")), "until", now.plus(SOON));
        Set<TenantId> all = new LinkedHashSet<>(due);
        takeDown();
        all.addAll(database.acrossTerritory("files whose time for pieces is over").list(
                "select distinct a.tenant_id from demarches_awaited a where a.until_at <= :now", row -> new TenantId(row.uuid("tenant_id")), "now", now));
        all.forEach(id -> tenants.byId(id).ifPresent(site -> remind(site, now.truncatedTo(ChronoUnit.MICROS))));
    }

    /** Once after each start: files that waited before there was a place for it. */
    private void takeDown() {
        if (takenDown) {
            return;
        }
        List<TenantId> waiting = database.acrossTerritory("files that wait for pieces").list(
                "select distinct f.tenant_id from demarches_file f where f.kind = 'WAITING'", row -> new TenantId(row.uuid("tenant_id")));
        waiting.forEach(id -> tenants.byId(id).ifPresent(site -> database.of(id).write(
                transaction -> AwaitedTable.unknown(transaction, MOST_UNKNOWN).forEach(file -> AwaitedTable.put(transaction, site, file)))));
        takenDown = true;
    }

    private void remind(Site site, Instant now) {
        database.of(site.id()).write(transaction -> {
            Map<Recipient, List<Notification.Line>> told = new LinkedHashMap<>();
            for (Stage stage : List.of(Stage.SOON, Stage.LAST, Stage.OVER)) {
                for (Queue.Line line : untold(transaction, stage, now)) {
                    remind(site, transaction, new Due(line, stage, Objects.requireNonNull(line.silenceAt())), now, told);
                }
            }
            for (AwaitedTable.Over over : AwaitedTable.untold(transaction, Stage.PIECES.name(), now, BATCH)) {
                Queue.line(transaction, over.file()).ifPresent(line -> remind(site, transaction, new Due(line, Stage.PIECES, over.until()), now, told));
            }
            notifications.send(transaction, told.entrySet().stream()
                    .map(one -> Notification.of(AgentKinds.REMINDER, one.getKey(), Map.of("link", urls.desk(site, "/demarches?etat=late")))
                            .listing("files", one.getValue()))
                    .toList());
        });
    }

    /** A file at a stage, and the moment that it is about. */
    private record Due(Queue.Line line, Stage stage, Instant at) {}

    private void remind(Site site, Transaction transaction, Due due, Instant now, Map<Recipient, List<Notification.Line>> told) {
        mark(transaction, due, now);
        String address = urls.desk(site, "/demarches/" + due.line().id());
        Notification.Scope scope = new Notification.Scope(Role.CASE_WORKER, due.line().procedure());
        charged.of(site, due.line()).forEach(
                to -> told.computeIfAbsent(to, key -> new ArrayList<>()).add(new Notification.Line(said(site, due, to.language()) + "\n" + address, scope)));
    }

    private List<Queue.Line> untold(Reader reader, Stage stage, Instant now) {
        Instant after = stage == Stage.SOON ? now.plus(LAST) : stage == Stage.LAST ? now : Instant.EPOCH;
        Instant until = stage == Stage.SOON ? now.plus(SOON) : stage == Stage.LAST ? now.plus(LAST) : now;
        return Queue.unreminded(reader, stage.name(), after, until, BATCH).stream().filter(line -> stage != Stage.OVER || !endsItself(line)).toList();
    }

    /** Whether the workflow gives the file a way to go when its time is over. */
    private boolean endsItself(Queue.Line line) {
        return procedures.of(line).workflow().by(Workflow.Actor.CLOCK, line.state(), Workflow.Kind.CLOSED).isPresent();
    }

    private static void mark(Transaction transaction, Due due, Instant now) {
        transaction.execute(
                "insert into demarches_reminder (tenant_id, file_id, stage, silence_at, made_at) values (:tenant, :file, :stage, :silence, :now)",
                "file", due.line().id(), "stage", due.stage().name(), "silence", due.at(), "now", now);
        if (due.stage() == Stage.OVER) {
            EntryTable.insert(transaction, due.line().id(), new Entry(Ids.next(), now, Entry.Kind.SILENCE, "", "", false, "", List.of()));
        }
    }

    private String said(Site site, Due due, Locale language) {
        Queue.Line line = due.line();
        String title = procedures.of(line).title(Wanted.of(language));
        String key = switch (due.stage()) {
            case OVER -> "demarches.reminder.over";
            case PIECES -> "demarches.reminder.pieces";
            default -> "demarches.reminder.before";
        };
        return wording.text(site, language, key, line.number(), title, Wording.date(site, due.at().minusSeconds(1), language));
    }
}
