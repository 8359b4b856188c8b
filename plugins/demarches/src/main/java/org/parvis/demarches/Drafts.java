package org.parvis.demarches;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.file.FileRules;
import org.parvis.api.identity.Account;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Merged;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;

/** Forms that are being filled in: kept at each step, found again by the browser, the account, or a code. */
@Component(service = Drafts.class)
public final class Drafts {
    public static final String KIND = "demarches.draft";
    /** Of attachments; a draft and the file that it becomes have the same id. */
    public static final String FILES = "demarches.file";
    public static final long MOST_BYTES = 20L << 20;
    /** Of all files of one form, or of the file that it becomes. */
    private static final long MOST_TOGETHER = 300L << 20;

    private final Database database;
    private final FollowUp followUp;
    private final Attachments attachments;
    private final Notifications notifications;

    @Activate
    public Drafts(@Reference Database database, @Reference FollowUp followUp, @Reference Attachments attachments, @Reference Notifications notifications) {
        this.database = database;
        this.followUp = followUp;
        this.attachments = attachments;
        this.notifications = notifications;
    }

    public Draft begin(TenantId tenant, Procedure procedure, Holder holder, @Nullable Account account, boolean simple, Instant now) {
        return begin(tenant, procedure, holder, account, simple, known -> known, now);
    }

    /** @param prepared makes the first answers of what is known of the account */
    public Draft begin(
            TenantId tenant, Procedure procedure, Holder holder, @Nullable Account account, boolean simple, UnaryOperator<Answers> prepared, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        Draft draft = new Draft(
                Ids.next(), procedure.id(), procedure.version(), holder.digest(), account == null ? null : account.id(), "",
                prepared.apply(prefilled(procedure, account)),
                simple, moment, moment.plus(Draft.KEPT_EMPTY));
        database.of(tenant).write(transaction -> DraftTable.insert(transaction, draft));
        return draft;
    }

    /** A form that an agent fills in for somebody. */
    public Draft begin(TenantId tenant, Procedure procedure, UUID agent, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        Draft draft = new Draft(
                Ids.next(), procedure.id(), procedure.version(), Holder.agent(agent), null, "", Answers.none(), false, moment, moment.plus(Draft.KEPT_EMPTY));
        database.of(tenant).write(transaction -> DraftTable.insert(transaction, draft));
        return draft;
    }

    /** What the account shares is offered, to be changed at will. */
    private static Answers prefilled(Procedure procedure, @Nullable Account account) {
        Answers answers = Answers.none();
        var applicant = procedure.header().filing().applicant();
        if (account == null || applicant == null) {
            return answers;
        }
        answers = fill(answers, applicant.name(), account.name());
        answers = fill(answers, applicant.email(), account.email());
        return fill(answers, applicant.phone(), account.phone());
    }

    private static Answers fill(Answers answers, String path, @Nullable String value) {
        return path.isEmpty() || value == null ? answers : answers.with(path, answers.json().textNode(value));
    }

    /**
     * The draft that the browser, the account or a code that was opened may go on with.
     *
     * @throws NotFound if there is none
     */
    public Draft get(Request request, UUID id) {
        Draft draft = DraftTable.byId(database.of(request.tenant()), id, request.now()).orElseThrow(NotFound::new);
        boolean held = Holder.of(request).filter(holder -> holder.digest().equals(draft.holder())).isPresent();
        boolean owned = draft.account() != null && request.account().filter(account -> account.id().equals(draft.account())).isPresent();
        boolean opened = followUp.opened(request).filter(thing(id)::equals).isPresent();
        if (!held && !owned && !opened) {
            throw new NotFound();
        }
        return draft;
    }

    public Optional<Draft> find(TenantId tenant, UUID id, Instant now) {
        return DraftTable.byId(database.of(tenant), id, now);
    }

    public List<Draft> of(TenantId tenant, Account account, Instant now) {
        return DraftTable.ofAccount(database.of(tenant), account.id(), now);
    }

    static FollowUp.Thing thing(UUID id) {
        return new FollowUp.Thing(KIND, id.toString());
    }

    /**
     * Keeps what was changed, also if somebody else changed something meanwhile. A file that was taken away is not stored any more.
     *
     * @param draft as it was before
     * @return the form as it is now
     * @throws NotFound if it was sent or given up meanwhile
     */
    public Draft save(TenantId tenant, Draft draft, Answers answers, Instant now) {
        return database.of(tenant).call(transaction -> {
            Draft there = DraftTable.locked(transaction, draft.id()).orElseThrow(NotFound::new);
            Draft saved = there.with(Merged.of(draft.answers(), answers, there.answers()), now.truncatedTo(ChronoUnit.MICROS));
            DraftTable.update(transaction, saved);
            deleteFiles(transaction, draft.id(), there.answers().texts(), saved.answers().texts());
            return saved;
        });
    }

    /** Those of the draft that were named before and are not any more. */
    private void deleteFiles(Transaction transaction, UUID id, Set<String> before, Set<String> after) {
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(after);
        if (gone.stream().anyMatch(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))) {
            attachments.delete(transaction, FILES, attachments.of(transaction.tenant(), FILES, id.toString()).stream().map(Attachment::id).filter(gone::contains).toList());
        }
    }

    /**
     * Adds the files of a field to the answers, but for those that are there: who goes back in a form and sends the step again sends them again.
     *
     * @throws org.parvis.api.route.Invalid of that field
     */
    public Answers store(TenantId tenant, Draft draft, Answers answers, Field field, Form form) {
        List<Upload> files = new SentAgain(attachments, tenant, answers.at(field)).without(form.files(field.path()));
        if (files.isEmpty()) {
            return answers;
        }
        int more = field.most() - answers.at(field).size();
        if (more < files.size()) {
            throw Invalid.field(field.path(), "demarches.invalid.files", field.most());
        }
        room(tenant, draft.id(), form, field.path());
        var ids = answers.json().arrayNode();
        answers.at(field).forEach(ids::add);
        for (Attachment file : attachments.store(tenant, FILES, draft.id().toString(), files, field.path(), new FileRules(field.accepted(), MOST_BYTES, more))) {
            ids.add(file.id());
        }
        return answers.with(field.path(), ids);
    }

    /**
     * Whether there is room for more files: of one form or file there are not more than a machine can bear from everybody.
     *
     * @throws Invalid of that field if there is none
     */
    public void room(TenantId tenant, UUID id, Form form, String field) {
        long there = attachments.of(tenant, FILES, id.toString()).stream().mapToLong(Attachment::size).sum();
        if (there + form.files(field).stream().mapToLong(Upload::size).sum() > MOST_TOGETHER) {
            throw Invalid.field(field, "demarches.invalid.room", MOST_TOGETHER >> 20);
        }
    }

    /** Sends a code with which the form can be gone on with, on another device too. */
    public FollowUp.Issued later(TenantId tenant, Draft draft, String email, Locale language, Procedure procedure) {
        return database.of(tenant).call(transaction -> {
            Draft there = DraftTable.locked(transaction, draft.id()).orElseThrow(NotFound::new);
            Draft kept = new Draft(
                    there.id(), there.procedure(), there.version(), there.holder(), there.account(), email, there.answers(), there.simple(), there.updatedAt(),
                    there.updatedAt().plus(Draft.KEPT));
            DraftTable.update(transaction, kept);
            FollowUp.Issued issued = followUp.issue(transaction, thing(draft.id()), new FollowUp.Contact(email, "", language), kept.expiresAt());
            notifications.send(transaction, Notification.of(
                    Kinds.LATER, Recipient.email(email, language),
                    Map.of("procedure", procedure.title(Texts.Wanted.of(language)), "code", issued.code(), "link", issued.link())));
            return issued;
        });
    }

    /** Gives a form up. */
    public void drop(TenantId tenant, Draft draft) {
        database.of(tenant).write(transaction -> drop(transaction, draft.id()));
    }

    /** With its files and its code. */
    public void drop(Transaction transaction, UUID id) {
        if (DraftTable.delete(transaction, id)) {
            deleteFiles(transaction, id);
        }
        followUp.revoke(transaction, thing(id));
    }

    /** Throws files away that belong to nothing after all. */
    public void discard(TenantId tenant, List<String> ids) {
        if (!ids.isEmpty()) {
            database.of(tenant).write(transaction -> attachments.delete(transaction, FILES, ids));
        }
    }

    public void deleteFiles(Transaction transaction, UUID id) {
        attachments.delete(transaction, FILES, attachments.of(transaction.tenant(), FILES, id.toString()).stream().map(Attachment::id).toList());
    }

    /**
     * Ends a draft that is being sent, and its code.
     *
     * @param draft as it was when its answers were found right
     * @throws Conflict if it was changed or given up since
     */
    void sent(Transaction transaction, Draft draft) {
        UUID id = draft.id();
        if (!DraftTable.delete(transaction, id, draft.updatedAt())) {
            throw new Conflict("demarches.invalid.meanwhile");
        }
        followUp.revoke(transaction, thing(id));
    }
}
