package org.parvis.demarches.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.AgentKinds;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Clocks;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Holder;
import org.parvis.demarches.OneFile;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Tie;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;

/**
 * Makes, at the competent tenant, the file that another one passed on: with its answers, attachments, what the applicant saw of its
 * history, and its clock. It is acknowledged there (CRPA, L114-3). Both have the same id, so that it is made once.
 */
@Component(service = WorkConsumer.class)
public final class Arrivals implements WorkConsumer {
    static final String QUEUE = "demarches.arrival";

    private final Database database;
    private final Tenants tenants;
    private final Procedures procedures;
    private final Cases cases;
    private final Attachments attachments;
    private final Notifications notifications;
    private final Audit audit;
    private final Clock clock;
    private final CaseListener life;

    @Activate
    public Arrivals(
            @Reference Database database, @Reference Tenants tenants, @Reference Procedures procedures, @Reference Cases cases,
            @Reference Attachments attachments, @Reference Notifications notifications, @Reference Audit audit, @Reference Clock clock,
            @Reference CaseListener life) {
        this.database = database;
        this.tenants = tenants;
        this.procedures = procedures;
        this.cases = cases;
        this.attachments = attachments;
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
        this.life = life;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public void work(TenantId tenant, String payload) {
        String[] parts = payload.split(" ");
        UUID id = UUID.fromString(parts[1]);
        Site source = tenants.byId(tenant).orElseThrow();
        Site target = tenants.byId(new TenantId(UUID.fromString(parts[0]))).orElseThrow();
        CaseFile sent = CaseTable.byId(database.of(tenant), id).orElse(null);
        if (sent == null || CaseTable.byId(database.of(target.id()), id).isPresent()) {
            return;
        }
        List<Entry> entries = EntryTable.of(database.of(tenant), id).stream().filter(entry -> !entry.agentsOnly()).toList();
        Map<String, String> copies = copies(source, target, id, CaseZip.pieces(attachments, tenant, sent, entries));
        CaseFile file = arrived(target, sent, copies);
        database.of(target.id()).write(transaction -> take(transaction, source, target, file, entries, copies));
        cases.counted(target, file);
    }

    /** Ids at the source, and those of the copies; what an attempt before this one left is thrown away. */
    private Map<String, String> copies(Site source, Site target, UUID id, List<Attachment> pieces) {
        List<String> left = attachments.of(target.id(), Drafts.FILES, id.toString()).stream().map(Attachment::id).toList();
        if (!left.isEmpty()) {
            database.of(target.id()).write(transaction -> attachments.delete(transaction, Drafts.FILES, left));
        }
        Map<String, String> copies = new HashMap<>();
        for (Attachment one : pieces) {
            OneFile copy = new OneFile(one.fileName(), one.type(), one.size(), () -> attachments.open(source.id(), one));
            copies.put(one.id(), copy.store(attachments, target.id(), id).id());
        }
        return copies;
    }

    /** As it begins there: its clock goes on. Pieces that were awaited are awaited no more until they are asked for there. */
    private CaseFile arrived(Site target, CaseFile sent, Map<String, String> copies) {
        Procedure procedure = procedures.of(sent);
        Instant went = sent.stand().closedAt() == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : sent.stand().closedAt();
        List<ClockEvent> events = new ArrayList<>(sent.clock().stream().filter(event -> !(event instanceof ClockEvent.Ended)).toList());
        if (!events.isEmpty() && events.get(events.size() - 1) instanceof ClockEvent.Asked) {
            events.add(new ClockEvent.Came(went));
        }
        events.add(new ClockEvent.Transferred(went));
        String initial = procedure.workflow().initial();
        Workflow.State state = procedure.workflow().state(initial);
        String answers = sent.answers().toString();
        for (Map.Entry<String, String> copy : copies.entrySet()) {
            answers = answers.replace(copy.getKey(), copy.getValue());
        }
        String number = CaseTable.byNumber(database.of(target.id()), sent.number()).isEmpty()
                ? sent.number()
                : Cases.number(went.atZone(target.tenant().zone()).getYear());
        return new CaseFile(
                sent.id(), number, sent.procedure(), sent.version(), new CaseFile.Stand(initial, state.kind(), null, null, null), Answers.of(answers),
                sent.applicant(), sent.channel(), sent.subject(), sent.receivedAt(), events,
                Clocks.silenceAt(target.tenant(), procedure.header().silence().of(Answers.of(answers)), events, went), null, went, 1);
    }

    private void take(Transaction transaction, Site source, Site target, CaseFile file, List<Entry> entries, Map<String, String> copies) {
        if (CaseTable.byId(transaction, file.id()).isPresent()) {
            return;
        }
        String from = source.tenant().name().name();
        CaseTable.insert(transaction, file, new CaseTable.Held(Holder.fresh().digest(), null, file.receivedAt()));
        for (Entry entry : entries) {
            List<String> files = entry.attachments().stream().map(one -> copies.getOrDefault(one, one)).toList();
            Entry.Kind kind = entry.kind() == Entry.Kind.TRANSFERRED ? Entry.Kind.CAME : entry.kind();
            String about = kind == Entry.Kind.CAME ? Cases.cut(from, 80) : entry.about();
            EntryTable.insert(transaction, file.id(), new Entry(entry.id(), entry.at(), kind, about, entry.author(), false, entry.body(), files));
        }
        Tie.insert(transaction, new Tie(file.id(), Tie.Kind.CAME, file.id(), from, file.updatedAt()));
        audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, "demarches.arrive", file.id().toString())
                .concerning(Cases.party(file.applicant()))
                .detail(file.number() + " ← " + from));
        life.arrived(new CaseListener.Moment(transaction, target, procedures.of(file), file));
        acknowledge(transaction, target, file, from);
    }

    private void acknowledge(Transaction transaction, Site target, CaseFile file, String from) {
        FollowUp.Issued issued = cases.issue(transaction, target, file);
        Procedure procedure = procedures.of(file);
        Cases.recipient(file.applicant()).ifPresent(to -> {
            Map<String, String> values = cases.acknowledgement(target, procedure, file, issued);
            values.put("from", from);
            notifications.send(transaction, Notification.of(AgentKinds.ARRIVED, to, values));
        });
    }
}
