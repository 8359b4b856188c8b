package org.parvis.acts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Slug;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.Events;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;

/**
 * The life of acts. Each change is one transaction that touches the pages showing it and leaves an audit entry. What was published is
 * never deleted, nor is its document exchanged: a correction is a new issue, a withdrawal leaves its reason.
 */
@Component(service = Acts.class)
public final class Acts {
    static final String TAG = "acts";
    static final String TEXT_QUEUE = "acts.text";

    private static final int LONGEST_SLUG = 120;

    private final Database database;
    private final Audit audit;
    private final Events events;
    private final Clock clock;

    @Activate
    public Acts(@Reference Database database, @Reference Audit audit, @Reference Events events, @Reference Clock clock) {
        this.database = database;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    public Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** @throws NotFound if the tenant has no such act */
    public Act get(TenantId tenant, UUID id) {
        return ActTable.byId(database.of(tenant), id).orElseThrow(NotFound::new);
    }

    /** All issues of an act, the newest first; never empty. */
    public List<Issue> issues(TenantId tenant, UUID act) {
        return IssueTable.of(database.of(tenant), act);
    }

    /** An act that has a public page. */
    public Optional<Act> shown(TenantId tenant, String slug, Instant now) {
        return ActTable.bySlug(database.of(tenant), slug).filter(act -> act.isShown(now));
    }

    /** Makes a draft. */
    Act create(TenantId tenant, Agent agent, Act.Content content, @Nullable Instant from, ActFiles.Document document) {
        return database.of(tenant).call(transaction -> {
            Act draft = new Act(Ids.next(), freeSlug(transaction, content), content, State.DRAFT, from, null, now(), 1);
            ActTable.insert(transaction, draft);
            ActVersions.keep(transaction, agent, draft);
            post(transaction, first(draft.id(), document));
            audit.record(transaction, agent, "acts.create", draft.id().toString(), content.title());
            return draft;
        });
    }

    /** What is said of an act; the date of publication too, as long as it is not public. */
    Act edit(TenantId tenant, Agent agent, UUID id, int version, Act.Content content, @Nullable Instant from) {
        return change(tenant, agent, id, version, "acts.edit", (transaction, act) -> {
            boolean shown = act.isShown(now());
            if (act.status(now()) == Status.SCHEDULED && from == null) {
                throw Invalid.field("publish", "acts.error.scheduled");
            }
            Act edited = act.with(content, now());
            return shown ? edited : new Act(act.id(), act.slug(), content, act.state(), from, null, edited.updatedAt(), edited.version());
        });
    }

    /** Another document for an act that was never public. */
    Act exchange(TenantId tenant, Agent agent, UUID id, int version, ActFiles.Document document) {
        return change(tenant, agent, id, version, "acts.document", (transaction, act) -> {
            if (act.isShown(now())) {
                throw new Conflict("acts.error.published");
            }
            IssueTable.deleteAll(transaction, id);
            post(transaction, first(id, document));
            return act.with(act.content(), now());
        });
    }

    /** Publishes, at once or at the act's date of publication. */
    Act publish(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "acts.publish", (transaction, act) -> {
            if (act.state() != State.DRAFT) {
                throw new Conflict("acts.error.published");
            }
            Instant from = act.publishAt() == null || act.publishAt().isBefore(now()) ? now() : act.publishAt();
            return act.moved(State.PUBLISHED, from, null, now());
        });
    }

    /** Takes back a publication that is still to come. */
    Act unschedule(TenantId tenant, Agent agent, UUID id, int version) {
        return change(tenant, agent, id, version, "acts.unschedule", (transaction, act) -> {
            if (act.status(now()) != Status.SCHEDULED) {
                throw new Conflict("acts.error.published");
            }
            return act.moved(State.DRAFT, act.publishAt(), null, now());
        });
    }

    /** A corrected document, public at once; the former ones stay. */
    Act correct(TenantId tenant, Agent agent, UUID id, int version, ActFiles.Document document, String note, boolean reopens) {
        return change(tenant, agent, id, version, "acts.correct", (transaction, act) -> {
            if (act.status(now()) != Status.PUBLISHED) {
                throw new Conflict("acts.error.unpublished");
            }
            Issue last = IssueTable.of(transaction, id).get(0);
            if (last.sha256().equals(document.sha256())) {
                throw Invalid.field("document", "acts.error.same");
            }
            post(transaction, new Issue(
                    id, last.number() + 1, document.file(), document.fileName(), document.size(), document.sha256(), now(), now(), note, reopens,
                    Issue.Reading.PENDING, 0));
            events.announce(transaction, new Events.Event(ActRest.CORRECTED, id.toString(), act.path(), null));
            return act.with(act.content(), now());
        });
    }

    /**
     * Takes an act off the site for good; title and reason stay.
     *
     * @param early whether the agent knows that it was not online for two months
     */
    Act withdraw(Tenant tenant, Agent agent, UUID id, int version, String reason, boolean early) {
        return change(tenant.id(), agent, id, version, "acts.withdraw", (transaction, act) -> {
            Instant from = act.publishAt();
            if (act.status(now()) != Status.PUBLISHED || from == null) {
                throw new Conflict("acts.error.unpublished");
            }
            if (!early && now().isBefore(AppealPeriod.longEnough(from, tenant.zone()))) {
                throw Invalid.field("early", "acts.error.early");
            }
            return act.moved(State.WITHDRAWN, from, new Act.Withdrawal(now(), reason), now());
        });
    }

    /** Deletes a draft. */
    void delete(TenantId tenant, Agent agent, UUID id) {
        database.of(tenant).write(transaction -> {
            Act act = ActTable.byId(transaction, id).orElseThrow(NotFound::new);
            if (act.state() != State.DRAFT || !ActTable.deleteDraft(transaction, id)) {
                throw new Conflict("acts.error.published");
            }
            transaction.execute("delete from acts_act_version v where v.tenant_id = :tenant and v.record_id = :id", "id", id);
            audit.record(transaction, agent, "acts.delete", id.toString(), act.content().title());
        });
    }

    /** Makes what a former version said of an act current again. */
    Act restoreVersion(TenantId tenant, Agent agent, UUID id, int number) {
        Versions.Version version = ActVersions.VERSIONS.byNumber(database.of(tenant), id, number).orElseThrow(NotFound::new);
        Act now = get(tenant, id);
        return edit(tenant, agent, id, now.version(), ActVersions.restored(version, now.content()), now.publishAt());
    }

    /** Keeps what was read of a document. */
    void read(TenantId tenant, Issue issue, Issue.Reading reading, int pages, String text) {
        database.of(tenant).write(transaction -> {
            if (IssueTable.read(transaction, issue, reading, pages, text)) {
                transaction.touch("acts:" + issue.act());
            }
        });
    }

    /** A certificate names what it proves: who had one made is kept. */
    void certified(TenantId tenant, Agent agent, Act act) {
        database.of(tenant).write(transaction -> audit.record(transaction, agent, "acts.certify", act.id().toString(), act.content().title()));
    }

    /** A change of an act. */
    @FunctionalInterface
    private interface Change {
        Act apply(Transaction transaction, Act act);
    }

    private Act change(TenantId tenant, Agent agent, UUID id, int version, String action, Change change) {
        return database.of(tenant).call(transaction -> {
            Act before = ActTable.byId(transaction, id).orElseThrow(NotFound::new);
            if (before.version() != version) {
                throw new Conflict("acts.error.conflict");
            }
            Act after = change.apply(transaction, before);
            if (!ActTable.update(transaction, after)) {
                throw new Conflict("acts.error.conflict");
            }
            ActVersions.change(transaction, agent, before, after);
            if (before.state() != State.DRAFT || after.state() != State.DRAFT) {
                transaction.touch(TAG, after.tag());
                ActRest.announce(events, transaction, before, after, now());
            }
            audit.record(transaction, agent, action, id.toString(), after.content().title());
            return after;
        });
    }

    private Issue first(UUID act, ActFiles.Document document) {
        return new Issue(
                act, 1, document.file(), document.fileName(), document.size(), document.sha256(), now(), null, "", false, Issue.Reading.PENDING, 0);
    }

    static void post(Transaction transaction, Issue issue) {
        IssueTable.insert(transaction, issue);
        transaction.enqueue(TEXT_QUEUE, issue.act() + ":" + issue.number());
    }

    /** Times are stored to the microsecond: what is returned equals what will be read. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String freeSlug(Reader reader, Act.Content content) {
        String wanted = Slug.of(content.kind().code() + " " + content.number() + " " + content.title());
        String base = wanted.substring(0, Math.min(wanted.length(), LONGEST_SLUG));
        String slug = base;
        for (int n = 2; ActTable.slugTaken(reader, slug); n++) {
            slug = base + "-" + n;
        }
        return slug;
    }
}
