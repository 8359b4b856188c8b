package org.parvis.demarches.cosign;

import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.InFromOutside;
import org.parvis.demarches.Kinds;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.rest.CaseEvents;

/**
 * The other parent, the treasurer: whoever is named in a request gets a link, reads it, agrees or refuses. The request counts as received when
 * it was sent, whoever has agreed by then: an agent decides what a missing agreement means.
 */
@Component(service = Cosigners.class)
public final class Cosigners implements CaseListener {
    public static final String KIND = "demarches.cosigner";
    private static final Period VALID = Period.ofMonths(6);

    private final Database database;
    private final FollowUp followUp;
    private final Notifications notifications;
    private final Audit audit;
    private final CaseEvents events;
    private final InFromOutside outside;

    @Activate
    public Cosigners(
            @Reference Database database, @Reference FollowUp followUp, @Reference Notifications notifications, @Reference Audit audit,
            @Reference CaseEvents events, @Reference InFromOutside outside) {
        this.database = database;
        this.followUp = followUp;
        this.notifications = notifications;
        this.audit = audit;
        this.events = events;
        this.outside = outside;
    }

    /**
     * A cosigner as people who follow the file see them.
     *
     * @param answer waiting, agreed or refused
     * @param on when it was answered, or asked
     * @param outdated whether the request was corrected since
     */
    public record Signature(String name, String role, String answer, Instant on, boolean outdated) {}

    static FollowUp.Thing thing(UUID id) {
        return new FollowUp.Thing(KIND, id.toString());
    }

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** Asks those whom it names with an address. */
    @Override
    public void received(Moment moment) {
        moment.procedure().header().filing().cosigners().forEach(named -> ask(moment, named));
    }

    private void ask(Moment moment, Header.Cosigner named) {
        CaseFile file = moment.file();
        String email = file.answers().text(named.email()).strip();
        if (Recipient.isEmail(email)) {
            String name = file.answers().text(named.name()).isBlank() ? email : file.answers().text(named.name());
            Cosigner cosigner = new Cosigner(
                    Ids.next(), file.id(), named.role(), Cases.cut(name, 200), Cases.cut(email, 254), Cosigner.Answer.WAITING, moment.now(), null, null);
            CosignerTable.insert(moment.transaction(), cosigner);
            Locale language = Locale.forLanguageTag(file.applicant().language());
            Instant until = moment.now().atZone(moment.site().tenant().zone()).plus(VALID).toInstant();
            String link = followUp.issue(moment.transaction(), thing(cosigner.id()), new FollowUp.Contact(email, "", language), until).link();
            ask(moment.transaction(), moment.procedure(), file, cosigner, link);
        }
    }

    /**
     * Whose address was corrected is asked at the new one, and the link that went to the old one opens nothing any more. What somebody
     * answered already stays.
     */
    @Override
    public void corrected(Moment moment, CaseFile before) {
        Transaction transaction = moment.transaction();
        List<Cosigner> asked = CosignerTable.of(transaction, moment.file().id());
        for (Header.Cosigner named : moment.procedure().header().filing().cosigners()) {
            String email = moment.file().answers().text(named.email()).strip();
            List<Cosigner> there = asked.stream().filter(cosigner -> cosigner.role().equals(named.role())).toList();
            if (there.stream().noneMatch(cosigner -> cosigner.email().equalsIgnoreCase(email))) {
                for (Cosigner waiting : there.stream().filter(cosigner -> cosigner.answer() == Cosigner.Answer.WAITING).toList()) {
                    followUp.revoke(transaction, thing(waiting.id()));
                    CosignerTable.delete(transaction, waiting.id());
                }
                ask(moment, named);
            }
        }
    }

    /** Their links go with the file. */
    @Override
    public void deleted(Transaction transaction, Collection<UUID> files) {
        files.forEach(file -> CosignerTable.of(transaction, file).forEach(cosigner -> followUp.revoke(transaction, thing(cosigner.id()))));
    }

    private void ask(Transaction transaction, Procedure procedure, CaseFile file, Cosigner cosigner, String link) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        notifications.send(transaction, Notification.of(Kinds.COSIGN, Recipient.email(cosigner.email(), language), Map.of(
                "name", cosigner.name(), "role", role(procedure, cosigner, Wanted.of(language)), "applicant", file.applicant().name(),
                "procedure", procedure.title(Wanted.of(language)), "number", file.number(), "link", link)));
    }

    static String role(Procedure procedure, Cosigner cosigner, Wanted wanted) {
        return procedure.texts().text(wanted, "cosigner." + cosigner.role());
    }

    /** Asks once more, once. */
    void remind(TenantId tenant, Procedure procedure, CaseFile file, Cosigner cosigner, Instant now) {
        database.of(tenant).write(transaction -> {
            if (CosignerTable.reminded(transaction, cosigner.id(), now.truncatedTo(ChronoUnit.MICROS))) {
                followUp.further(transaction, thing(cosigner.id())).ifPresent(issued -> ask(transaction, procedure, file, cosigner, issued.link()));
            }
        });
    }

    /** Who was asked for a file, and what they said. */
    public List<Signature> shown(Site site, CaseFile file, Procedure procedure, Wanted wanted) {
        if (procedure.header().filing().cosigners().isEmpty()) {
            return List.of();
        }
        Instant corrected = EntryTable.of(reader(site.id()), file.id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.CORRECTED).map(Entry::at).max(Instant::compareTo).orElse(Instant.MIN);
        return CosignerTable.of(reader(site.id()), file.id()).stream()
                .map(cosigner -> new Signature(
                        cosigner.name(), role(procedure, cosigner, wanted), cosigner.answer().name().toLowerCase(Locale.ROOT), on(cosigner),
                        cosigner.answeredAt() != null && corrected.isAfter(on(cosigner))))
                .toList();
    }

    static Instant on(Cosigner cosigner) {
        Instant answered = cosigner.answeredAt();
        return answered == null ? cosigner.askedAt() : answered;
    }

    /**
     * Writes down what a cosigner answers, in the history too, and tells who sent the request.
     *
     * @throws Conflict if it was answered before, or the file is closed
     */
    void answer(Site site, Procedure procedure, CaseFile file, Cosigner cosigner, Cosigner.Answer answer, String word, Instant now) {
        if (file.closed()) {
            throw new Conflict("demarches.cosign.closed");
        }
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        database.of(site.id()).write(transaction -> {
            if (!CosignerTable.answer(transaction, cosigner.id(), answer, moment)) {
                throw new Conflict("demarches.cosign.twice");
            }
            String said = answer == Cosigner.Answer.AGREED ? "agreed" : "refused";
            EntryTable.insert(transaction, file.id(), new Entry(Ids.next(), moment, Entry.Kind.COSIGNED, "cosign-" + said, cosigner.name(), false, word, List.of()));
            AuditEntry.Party party = new AuditEntry.Party(cosigner.email().toLowerCase(Locale.ROOT), cosigner.name());
            CaseTable.touch(transaction, file.id(), moment);
            events.changed(new Moment(transaction, site, procedure, file), file);
            outside.came(new Moment(transaction, site, procedure, file), News.COSIGNED, moment, cosigner.name());
            audit.record(transaction, AuditEntry.by(party, "demarches.cosign", file.id().toString()).concerning(Cases.party(file.applicant())).detail(file.number()));
            Cases.recipient(file.applicant()).ifPresent(to -> {
                Map<String, String> values = new HashMap<>(Map.of("agreed", "", "refused", "", "text", word, "number", file.number()));
                values.put(said, cosigner.name());
                values.put("procedure", procedure.title(Wanted.of(Locale.forLanguageTag(file.applicant().language()))));
                values.put("link", followUp.further(transaction, Cases.thing(file.id())).map(FollowUp.Issued::link).orElse(""));
                notifications.send(transaction, Notification.of(Kinds.COSIGNED, to, values));
            });
        });
    }
}
