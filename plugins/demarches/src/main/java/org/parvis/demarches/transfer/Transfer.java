package org.parvis.demarches.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.calendar.CivilTime;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.document.Documents;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.AgentKinds;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Closing;
import org.parvis.demarches.DemarchesStatistics;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Letters;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Service;
import org.parvis.demarches.Services;
import org.parvis.demarches.Tie;
import org.parvis.demarches.Wording;
import org.parvis.demarches.link.Link;
import org.parvis.demarches.link.Links;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * Passes files on: to another service of the commune, which changes nothing for the applicant; to the competent administration, of
 * which the applicant is told (CRPA, L114-2). What reaches another tenant of the installation is made there by {@link Arrivals}.
 */
@Component(service = Transfer.class)
public final class Transfer {
    private static final int DAYS_OPEN = 60;

    private final Database database;
    private final Procedures procedures;
    private final Notifications notifications;
    private final Audit audit;
    private final PublicUrls urls;
    private final Counters counters;
    private final Links links;
    private final Letters letters;
    private final Documents documents;
    private final Wording wording;
    private final CaseListener life;

    @Activate
    public Transfer(
            @Reference Database database, @Reference Procedures procedures, @Reference Notifications notifications, @Reference Audit audit,
            @Reference PublicUrls urls, @Reference Counters counters, @Reference Links links, @Reference Letters letters, @Reference Documents documents,
            @Reference Wording wording, @Reference CaseListener life) {
        this.database = database;
        this.procedures = procedures;
        this.notifications = notifications;
        this.audit = audit;
        this.urls = urls;
        this.counters = counters;
        this.links = links;
        this.letters = letters;
        this.documents = documents;
        this.wording = wording;
        this.life = life;
    }

    /** An administration that is not in this installation; {@code email} or {@code address} may be empty. */
    record Outside(String name, String email, String address) {}

    /** Who passes which file on, and why. */
    record Deed(UUID file, int revision, String reason, Agent agent, Instant now) {}

    /** The file stays where it is; another service of the commune has it now. */
    void toService(Site site, Deed deed, Service service) {
        database.of(site.id()).write(transaction -> {
            CaseFile file = open(transaction, deed);
            entry(transaction, deed, Entry.Kind.ASSIGNED, service.name(), true, List.of());
            update(transaction, site, file, file.with(null, deed.now()));
            Services.put(transaction, file.id(), service.id());
            record(transaction, deed, file, service.name());
            Map<String, String> values = Map.of(
                    "service", service.name(), "procedure", procedures.of(file).title(Wanted.of(Locale.FRENCH)),
                    "number", file.number(), "link", urls.desk(site, "/demarches/" + file.id()));
            notifications.send(transaction, Services.recipients(service).stream()
                    .map(to -> Notification.of(AgentKinds.SERVICE, to, values).about(Role.CASE_WORKER, file.procedure()))
                    .toList());
        });
    }

    /**
     * The competent tenant gets the file with its history after the commit.
     *
     * @throws Conflict if it has had that file already
     */
    void toTenant(Site site, Deed deed, Site target) {
        if (CaseTable.byId(database.of(target.id()), deed.file()).isPresent()) {
            throw new Conflict("demarches.transfer.there", target.tenant().name().name());
        }
        String to = target.tenant().name().name();
        close(site, deed, to, List.of(), (transaction, file) -> {
            Tie.insert(transaction, new Tie(file.id(), Tie.Kind.WENT, file.id(), to, deed.now()));
            tell(transaction, site, file, deed, to, "");
            transaction.enqueue(Arrivals.QUEUE, target.id().value() + " " + file.id());
        });
    }

    /** A letter and, where there is an address, an e-mail with a link to the whole file. */
    void toOutside(Site site, Deed deed, CaseFile file, Outside outside) {
        LocalDate until = LocalDate.ofInstant(deed.now(), site.tenant().zone()).plusDays(DAYS_OPEN);
        String letter = letter(site, deed, file, outside);
        try {
            close(site, deed, outside.name(), List.of(letter), (transaction, closed) -> {
                Tie.insert(transaction, new Tie(closed.id(), Tie.Kind.WENT, null, outside.name(), deed.now()));
                tell(transaction, site, closed, deed, outside.name(), outside.email());
                if (!outside.email().isEmpty()) {
                    handOver(transaction, site, deed, closed, outside, until);
                }
            });
        } catch (Conflict conflict) {
            letters.discard(site.id(), List.of(letter));
            throw conflict;
        }
    }

    private void close(Site site, Deed deed, String to, List<String> attachments, BiConsumer<Transaction, CaseFile> more) {
        database.of(site.id()).write(transaction -> {
            CaseFile file = open(transaction, deed);
            Instant purge = Closing.purge(site, procedures.of(file), deed.now());
            entry(transaction, deed, Entry.Kind.TRANSFERRED, to, false, attachments);
            update(transaction, site, file, Closing.of(file, Closing.TRANSFERRED, purge, deed.now()));
            record(transaction, deed, file, to);
            more.accept(transaction, file);
        });
        counters.add(site.id(), DemarchesStatistics.CLOSED, "transferred", 1);
    }

    private static CaseFile open(Transaction transaction, Deed deed) {
        CaseFile file = CaseTable.byId(transaction, deed.file()).orElseThrow(NotFound::new);
        if (file.revision() != deed.revision() || file.closed()) {
            throw new Conflict("demarches.error.conflict");
        }
        return file;
    }

    private void update(Transaction transaction, Site site, CaseFile before, CaseFile file) {
        if (!CaseTable.update(transaction, file)) {
            throw new Conflict("demarches.error.conflict");
        }
        life.changed(new CaseListener.Moment(transaction, site, procedures.of(file), file), before);
    }

    private static void entry(Transaction transaction, Deed deed, Entry.Kind kind, String about, boolean agentsOnly, List<String> attachments) {
        EntryTable.insert(transaction, deed.file(), new Entry(
                Ids.next(), deed.now(), kind, Cases.cut(about, 80), deed.agent().name(), agentsOnly, deed.reason(), attachments));
    }

    private void record(Transaction transaction, Deed deed, CaseFile file, String to) {
        audit.record(transaction, AuditEntry.by(deed.agent(), "demarches.transfer", file.id().toString())
                .concerning(Cases.party(file.applicant()))
                .detail(file.number() + " → " + to));
    }

    private void tell(Transaction transaction, Site site, CaseFile file, Deed deed, String to, String contact) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        Cases.recipient(file.applicant()).ifPresent(person -> {
            Map<String, String> values = new HashMap<>();
            values.put("procedure", procedures.of(file).title(Wanted.of(language)));
            values.put("number", file.number());
            values.put("to", to);
            values.put("contact", contact);
            values.put("text", deed.reason());
            values.put("link", urls.of(site, file.applicant().prefix() + "/suivi"));
            notifications.send(transaction, Notification.of(AgentKinds.TRANSFERRED, person, values));
        });
    }

    private void handOver(Transaction transaction, Site site, Deed deed, CaseFile file, Outside outside, LocalDate until) {
        ZoneId zone = site.tenant().zone();
        Link link = new Link(
                Ids.next(), file.id(), Link.Kind.HANDOVER, outside.email(), outside.name(), deed.reason(), List.of(), List.of(), true, deed.agent().name(),
                deed.now(), CivilTime.endOfDay(until, zone), null, null);
        String address = links.issue(transaction, site, link);
        notifications.send(transaction, Notification.of(AgentKinds.HANDOVER, Recipient.email(outside.email(), Locale.FRENCH), Map.of(
                "procedure", procedures.of(file).title(Wanted.of(Locale.FRENCH)), "number", file.number(),
                "text", deed.reason(), "until", Wording.date(until, Locale.FRENCH), "link", address)));
    }

    /** To go by post with the printed file. */
    private String letter(Site site, Deed deed, CaseFile file, Outside outside) {
        List<String> to = new ArrayList<>(List.of(outside.name()));
        to.addAll(outside.address().lines().toList());
        Map<String, Object> model = Map.of(
                "to", to, "fileno", file.number(), "procedure", procedures.of(file).title(Wanted.of(Locale.FRENCH)),
                "applicant", file.applicant().name(), "received", Wording.date(site, file.receivedAt(), Locale.FRENCH),
                "today", Wording.date(site, deed.now(), Locale.FRENCH), "reason", deed.reason().lines().toList(), "agent", deed.agent().name());
        String title = wording.text(site, Locale.FRENCH, "demarches.transfer.letter", file.number());
        byte[] pdf = documents.pdf(new Documents.Printed(site, Locale.FRENCH, title, deed.now(), "demarches/transfer-print", model, Map.of()));
        return letters.keep(site.id(), file.id(), "transmission-" + file.number() + ".pdf", pdf).id();
    }
}
