package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.stats.Counters;
import org.parvis.api.stats.Series;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.CaseListener.Moment;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** What is done with files: each deed is one transaction with its line in the history, its message to the citizen and its audit entry. */
@Component(service = Handling.class)
public final class Handling {
    private final Database database;
    private final Procedures procedures;
    private final Notifications notifications;
    private final Audit audit;
    private final PublicUrls urls;
    private final Counters counters;
    private final FollowUp followUp;
    private final Charges charges;
    private final CaseListener life;

    @Activate
    public Handling(
            @Reference Database database, @Reference Procedures procedures, @Reference Notifications notifications, @Reference Audit audit,
            @Reference PublicUrls urls, @Reference Counters counters, @Reference FollowUp followUp, @Reference Charges charges, @Reference CaseListener life) {
        this.database = database;
        this.procedures = procedures;
        this.notifications = notifications;
        this.audit = audit;
        this.urls = urls;
        this.counters = counters;
        this.followUp = followUp;
        this.charges = charges;
        this.life = life;
    }

    /** Who does something: an agent, or null for the citizen or the system. */
    public record Actor(@Nullable Agent agent, String name) {
        public static Actor of(Agent agent) {
            return new Actor(agent, agent.name());
        }

        /** A citizen: clocks and payments have no name. */
        boolean outside() {
            return agent == null && !name.isEmpty();
        }
    }

    /**
     * What goes along with a way.
     *
     * @param text message or reason, or empty
     * @param due last day for pieces, or null
     * @param attachments ids
     * @param amounts cents by fee, as the agent gave them
     * @param line id of the line of the history, or null: a new one
     */
    public record Given(String text, @Nullable LocalDate due, List<String> attachments, Map<String, Long> amounts, @Nullable UUID line) {
        public static final Given NOTHING = new Given("", null, List.of());

        public Given(String text, @Nullable LocalDate due, List<String> attachments) {
            this(text, due, attachments, Map.of(), null);
        }
    }

    /**
     * Goes a way of the workflow.
     *
     * @param revision on which the decision is based, or null: whatever it is now
     * @throws Conflict if the file was changed meanwhile
     */
    public CaseFile move(Site site, UUID id, @Nullable Integer revision, Workflow.Transition way, Given given, Actor actor, Instant now) {
        CaseFile after = change(site, id, revision, (transaction, file) -> {
            if (!way.from().contains(file.stand().state())) {
                throw new Conflict("demarches.error.conflict");
            }
            Procedure procedure = procedures.of(file);
            if (way.requires().contains(Workflow.Need.PAID) && !charges.settled(transaction, procedure, file)) {
                throw new Conflict("demarches.charge.unpaid");
            }
            if (!charges.priced(transaction, procedure, file, way, given.amounts())) {
                throw new Conflict("demarches.tariff.none");
            }
            CaseFile moved = moved(site, procedure, file, way, given, now);
            UUID line = Objects.requireNonNullElseGet(given.line(), Ids::next);
            EntryTable.insert(transaction, id, new Entry(line, now, Entry.Kind.MOVED, way.id(), actor.name(), false, given.text(), given.attachments()));
            AwaitedTable.put(transaction, site, moved);
            Moment moment = new Moment(transaction, site, procedure, moved);
            life.moved(moment, given.amounts());
            if (actor.outside()) {
                life.came(moment, moved.closed() ? CaseListener.News.WITHDRAWN : CaseListener.News.PIECES, now, "");
            }
            record(transaction, actor, file, "demarches.move", file.number() + " " + way.to());
            if (way.tells()) {
                tell(transaction, site, procedure, moved, Kinds.MOVED, given);
            }
            return moved;
        });
        Workflow.Outcome outcome = after.stand().outcome();
        if (outcome != null) {
            counters.add(site.id(), DemarchesStatistics.CLOSED, outcome.name().toLowerCase(Locale.ROOT), 1);
        }
        if (outcome != null && outcome != Workflow.Outcome.NONE) {
            counters.add(site.id(), DemarchesStatistics.ANSWER, Series.AMOUNT, Duration.between(after.receivedAt(), now).toHours());
            counters.add(site.id(), DemarchesStatistics.ANSWER, Series.NUMBER, 1);
        }
        return after;
    }

    private static CaseFile moved(Site site, Procedure procedure, CaseFile file, Workflow.Transition way, Given given, Instant now) {
        Workflow.State to = procedure.workflow().state(way.to());
        List<ClockEvent> clock = new ArrayList<>(file.clock());
        if (to.kind() == Workflow.Kind.WAITING) {
            clock.add(new ClockEvent.Asked(now, Objects.requireNonNull(given.due())));
        } else if (file.stand().kind() == Workflow.Kind.WAITING && to.kind() == Workflow.Kind.OPEN) {
            clock.add(new ClockEvent.Came(now));
        }
        boolean closed = to.kind() == Workflow.Kind.CLOSED;
        if (closed) {
            clock.add(new ClockEvent.Ended(now));
        }
        Instant purge = closed ? Closing.purge(site, procedure, now) : null;
        CaseFile.Stand stand = new CaseFile.Stand(to.id(), to.kind(), to.outcome(), closed ? now : null, purge);
        return file.at(stand, clock, closed ? null : Clocks.silenceAt(site.tenant(), procedure.header().silence().of(file.answers()), clock, now), now);
    }

    private void tell(Transaction transaction, Site site, Procedure procedure, CaseFile file, String kind, Given given) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        Wanted wanted = Wanted.of(language);
        Cases.recipient(file.applicant()).ifPresent(to -> {
            Map<String, String> values = new HashMap<>();
            values.put("procedure", procedure.title(wanted));
            values.put("number", file.number());
            values.put("text", given.text());
            values.put("link", link(transaction, site, file));
            if (kind.equals(Kinds.MOVED)) {
                values.put("state", procedure.texts().text(wanted, "state." + file.stand().state()));
                values.put("due", given.due() == null ? "" : Wording.date(given.due(), language));
                values.put("payment", charges.said(transaction, site, procedure, file));
                values.put("opinion", Satisfaction.asks(file, procedure) ? values.get("link") : "");
            }
            notifications.send(transaction, Notification.of(kind, to, values));
        });
    }

    /** To the file itself: for who has no code, by the account; at the worst, to where codes are typed. */
    private String link(Transaction transaction, Site site, CaseFile file) {
        return followUp.further(transaction, Cases.thing(file.id()))
                .map(FollowUp.Issued::link)
                .orElseGet(() -> urls.of(site, file.applicant().prefix()
                        + (file.applicant().account() == null ? "/suivi" : "/teleservices/mes-dossiers/" + file.id())));
    }

    /** A message of an agent to the citizen. */
    public void message(Site site, UUID id, Agent agent, String text, Instant now) {
        change(site, id, null, (transaction, file) -> {
            entry(transaction, id, now, Entry.Kind.MESSAGE, "", Actor.of(agent), false, text, List.of());
            record(transaction, Actor.of(agent), file, "demarches.write", file.number());
            tell(transaction, site, procedures.of(file), file, Kinds.MESSAGE, new Given(text, null, List.of()));
            return file;
        });
    }

    /** A note that agents alone see. */
    public void note(Site site, UUID id, Agent agent, String text, Instant now) {
        change(site, id, null, (transaction, file) -> {
            entry(transaction, id, now, Entry.Kind.NOTE, "", Actor.of(agent), true, text, List.of());
            record(transaction, Actor.of(agent), file, "demarches.note", file.number());
            return file;
        });
    }

    /**
     * Gives a file to an agent, or to nobody.
     *
     * @param revision that was looked at, or null: whatever it is now
     */
    public void assign(Site site, UUID id, @Nullable Integer revision, Agent agent, CaseFile.@Nullable Assignee to, Instant now) {
        change(site, id, revision, (transaction, file) -> {
            entry(transaction, id, now, Entry.Kind.ASSIGNED, to == null ? "" : Cases.cut(to.name(), 80), Actor.of(agent), true, "", List.of());
            record(transaction, Actor.of(agent), file, "demarches.assign", file.number());
            return file.with(to, now);
        });
    }

    /** A message of the citizen. */
    public void answer(Site site, UUID id, String text, List<String> attachments, Instant now) {
        change(site, id, null, (transaction, file) -> {
            Actor citizen = new Actor(null, file.applicant().name());
            List<Entry> before = EntryTable.of(transaction, id);
            Entry last = before.get(before.size() - 1);
            // A double click, or a page that was sent again.
            if (attachments.isEmpty() && last.kind() == Entry.Kind.ANSWER && last.attachments().isEmpty() && last.body().equals(text)) {
                return file;
            }
            entry(transaction, id, now, Entry.Kind.ANSWER, "", citizen, false, text, attachments);
            record(transaction, citizen, file, "demarches.answer", file.number());
            life.came(new Moment(transaction, site, procedures.of(file), file), CaseListener.News.MESSAGE, now, "");
            return file;
        });
    }

    /**
     * The citizen corrects what they wrote, until the decision (« droit à l’erreur »: CRPA, L123-1).
     *
     * @param questions those whose answers changed, as they are asked
     */
    public void correct(Site site, UUID id, int revision, Answers answers, List<String> questions, Instant now) {
        change(site, id, revision, (transaction, file) -> {
            if (file.closed()) {
                throw new Conflict("demarches.error.closed");
            }
            Procedure procedure = procedures.of(file);
            Actor citizen = new Actor(null, file.applicant().name());
            entry(transaction, id, now, Entry.Kind.CORRECTED, "", citizen, false, String.join("\n", questions), List.of());
            record(transaction, citizen, file, "demarches.correct", file.number());
            CaseFile.Applicant applicant = Cases.applicant(procedure, answers, file.applicant().account(), file.applicant().language());
            // What silence means may depend on an answer that was wrong.
            Instant silence = Clocks.silenceAt(site.tenant(), procedure.header().silence().of(answers), file.clock(), now);
            CaseFile corrected = file.corrected(answers, applicant, Cases.subject(procedure, answers), now).at(file.stand(), file.clock(), silence, now);
            Moment moment = new Moment(transaction, site, procedure, corrected);
            life.corrected(moment, file);
            life.came(moment, CaseListener.News.CORRECTED, now, "");
            return corrected;
        });
    }

    /** An agent looked at a file. */
    public void read(Site site, CaseFile file, Agent agent) {
        database.of(site.id()).write(transaction -> record(transaction, Actor.of(agent), file, "demarches.read", file.number()));
    }

    /** An agent took a file along. */
    public void exported(Site site, CaseFile file, Agent agent) {
        database.of(site.id()).write(transaction -> record(transaction, Actor.of(agent), file, "demarches.exportfile", file.number()));
    }

    private void record(Transaction transaction, Actor actor, CaseFile file, String action, String detail) {
        AuditEntry.Party concerned = Cases.party(file.applicant());
        AuditEntry entry = actor.agent() != null
                ? AuditEntry.by(actor.agent(), action, file.id().toString())
                : AuditEntry.by(actor.name().isEmpty() ? null : concerned, action, file.id().toString());
        audit.record(transaction, entry.concerning(concerned).detail(detail));
    }

    private static void entry(
            Transaction transaction, UUID file, Instant now, Entry.Kind kind, String about, Actor actor, boolean agentsOnly, String body, List<String> attachments) {
        EntryTable.insert(transaction, file, new Entry(Ids.next(), now, kind, about, actor.name(), agentsOnly, body, attachments));
    }

    private CaseFile change(Site site, UUID id, @Nullable Integer revision, BiFunction<Transaction, CaseFile, CaseFile> change) {
        return database.of(site.id()).call(transaction -> {
            CaseFile before = CaseTable.byId(transaction, id).orElseThrow(NotFound::new);
            if (revision != null && before.revision() != revision) {
                throw new Conflict("demarches.error.conflict");
            }
            CaseFile after = change.apply(transaction, before);
            if (after != before && !CaseTable.update(transaction, after)) {
                throw new Conflict("demarches.error.conflict");
            }
            life.changed(new Moment(transaction, site, procedures.of(after), after), before);
            return CaseTable.byId(transaction, id).orElseThrow(NotFound::new);
        });
    }
}
