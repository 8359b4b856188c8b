package org.parvis.demarches;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Mandates;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * Takes requests in. A draft becomes a file in one transaction, with its follow-up code and its acknowledgement: whoever holds a receipt has
 * a file, also when the process is killed in between. A draft that is sent again is the file that it became.
 */
@Component(service = Cases.class)
public final class Cases {
    public static final String KIND = "demarches.file";
    /** In which agents work, and in which acts are written. */
    public static final Wanted COMMUNE = Wanted.of(Locale.FRENCH);
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DIGITS = 6;
    private static final int CODE_YEARS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Drafts drafts;
    private final Offers offers;
    private final FollowUp followUp;
    private final Notifications notifications;
    private final Audit audit;
    private final Wording wording;
    private final Counters counters;
    private final Mandates mandates;
    private final Charges charges;
    private final CaseListener life;

    @Activate
    public Cases(
            @Reference Database database, @Reference Drafts drafts, @Reference Offers offers, @Reference FollowUp followUp, @Reference Notifications notifications,
            @Reference Audit audit, @Reference Wording wording, @Reference Counters counters, @Reference Mandates mandates, @Reference Charges charges,
            @Reference CaseListener life) {
        this.database = database;
        this.drafts = drafts;
        this.offers = offers;
        this.followUp = followUp;
        this.notifications = notifications;
        this.audit = audit;
        this.wording = wording;
        this.counters = counters;
        this.mandates = mandates;
        this.charges = charges;
        this.life = life;
    }

    public Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** @throws NotFound if the tenant has no such file */
    public CaseFile get(TenantId tenant, UUID id) {
        return CaseTable.byId(database.of(tenant), id).orElseThrow(NotFound::new);
    }

    public Optional<CaseFile> find(TenantId tenant, UUID id) {
        return CaseTable.byId(database.of(tenant), id);
    }

    /**
     * How a request came.
     *
     * @param holder the browser that sent it, or null: an agent entered it
     * @param agent who entered it, or null
     * @param mandate under which the agent acted, or null
     * @param received when it came, which is earlier than now for a letter
     */
    public record Origin(
            CaseFile.Channel channel, @Nullable Holder holder, @Nullable Agent agent, Mandates.@Nullable Mandate mandate, Instant received) {
        public static Origin web(Holder holder, Instant now) {
            return new Origin(CaseFile.Channel.WEB, holder, null, null, now);
        }
    }

    /**
     * Makes a file of a draft whose answers are right.
     *
     * @param told takes the follow-up code, if the person can be given one
     * @throws Conflict if the draft was changed or given up since its answers were looked at
     */
    public CaseFile submit(Site site, Draft draft, Procedure procedure, Locale language, Origin origin, Consumer<String> told) {
        Optional<CaseFile> there = find(site.id(), draft.id());
        if (there.isPresent()) {
            return there.get();
        }
        Answers answers = draft.answers().pruned(procedure.screens());
        CaseFile file = received(
                site, procedure, draft.id(), answers, draft.account(), language, origin.channel(), origin.received().truncatedTo(ChronoUnit.MICROS));
        try {
            database.of(site.id()).write(transaction -> {
                if (CaseTable.byId(transaction, draft.id()).isEmpty()) {
                    told.accept(take(transaction, site, procedure, file, draft, origin));
                }
            });
        } catch (Conflict twice) {
            return find(site.id(), draft.id()).orElseThrow(() -> twice);
        }
        counted(site, file);
        return get(site.id(), draft.id());
    }

    /** Counts a file that came. */
    public void counted(Site site, CaseFile file) {
        counters.add(site.id(), DemarchesStatistics.RECEIVED, file.channel().name().toLowerCase(Locale.ROOT), 1);
        counters.add(site.id(), DemarchesStatistics.PROCEDURE, file.procedure(), 1);
    }

    private static CaseFile received(
            Site site, Procedure procedure, UUID id, Answers answers, @Nullable UUID account, Locale language, CaseFile.Channel channel, Instant now) {
        List<ClockEvent> clock = List.of(new ClockEvent.Received(now));
        String initial = procedure.workflow().initial();
        CaseFile.Stand stand = new CaseFile.Stand(initial, procedure.workflow().state(initial).kind(), null, null, null);
        CaseFile.Applicant applicant = applicant(procedure, answers, account, language.getLanguage());
        String subject = subject(procedure, answers);
        return new CaseFile(
                id, number(LocalDate.ofInstant(now, site.tenant().zone()).getYear()), procedure.id(), procedure.version(), stand, answers, applicant, channel,
                subject, now, clock, Clocks.silenceAt(site.tenant(), procedure.header().silence().of(answers), clock, now), null, now, 1);
    }

    public static CaseFile.Applicant applicant(Procedure procedure, Answers answers, @Nullable UUID account, String language) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        return new CaseFile.Applicant(
                cut(answers.text(where.name()), 200), cut(answers.text(where.email()), 254), cut(answers.text(where.phone()), 40), account, language);
    }

    static String subject(Procedure procedure, Answers answers) {
        String path = procedure.header().filing().subject();
        Screen words = new Screen(procedure, COMMUNE, id -> Optional.empty());
        return procedure.screens().fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .map(field -> cut(String.join(" ", words.said(field, answers.at(field))), 200))
                .orElse("");
    }

    public static String cut(String text, int most) {
        int end = Math.min(text.length(), most);
        // Never between the two halves of one character.
        return text.substring(0, end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    public static String number(int year) {
        StringBuilder number = new StringBuilder().append(year).append('-');
        for (int i = 0; i < DIGITS; i++) {
            number.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }

    private String take(Transaction transaction, Site site, Procedure procedure, CaseFile file, Draft draft, Origin origin) {
        drafts.sent(transaction, draft);
        CaseFile.Applicant applicant = file.applicant();
        FollowUp.Issued issued = issue(transaction, site, file);
        Holder browser = origin.holder();
        String sealed = browser == null || issued.code().isEmpty() ? null : browser.seal(issued.code());
        CaseTable.insert(transaction, file, new CaseTable.Held(browser == null ? draft.holder() : browser.digest(), sealed, file.receivedAt()));
        Agent agent = origin.agent();
        String author = agent == null ? applicant.name() : agent.name();
        EntryTable.insert(transaction, file.id(), new Entry(Ids.next(), file.receivedAt(), Entry.Kind.RECEIVED, "", author, false, "", List.of()));
        if (agent == null) {
            audit.record(transaction, AuditEntry.by(party(applicant), "demarches.submit", file.id().toString()).detail(file.number()));
        } else if (origin.mandate() != null) {
            mandates.record(transaction, origin.mandate(), agent, "demarches.enter", file.id().toString(), file.number());
        } else {
            audit.record(transaction, AuditEntry.by(agent, "demarches.enter", file.id().toString()).onBehalfOf(party(applicant)).detail(file.number()));
        }
        life.received(new CaseListener.Moment(transaction, site, procedure, file));
        acknowledge(transaction, site, procedure, file, issued);
        return issued.code();
    }

    /** A file as what a follow-up code is for. */
    public static FollowUp.Thing thing(UUID id) {
        return new FollowUp.Thing(KIND, id.toString());
    }

    /** Somebody who gave neither address nor telephone number at the counter follows the file there. */
    public FollowUp.Issued issue(Transaction transaction, Site site, CaseFile file) {
        CaseFile.Applicant applicant = file.applicant();
        if (!applicant.reachable()) {
            return new FollowUp.Issued("", "");
        }
        return followUp.issue(
                transaction, thing(file.id()),
                new FollowUp.Contact(applicant.email(), applicant.phone(), Locale.forLanguageTag(applicant.language())),
                file.receivedAt().atZone(site.tenant().zone()).plusYears(CODE_YEARS).toInstant());
    }

    public static AuditEntry.Party party(CaseFile.Applicant applicant) {
        String ref = applicant.account() != null ? applicant.account().toString() : applicant.email().toLowerCase(Locale.ROOT);
        return new AuditEntry.Party(ref.isEmpty() ? Person.phone(applicant.phone()) : ref, applicant.name());
    }

    private void acknowledge(Transaction transaction, Site site, Procedure procedure, CaseFile file, FollowUp.Issued issued) {
        recipient(file.applicant()).ifPresent(
                to -> notifications.send(transaction, Notification.of(Kinds.RECEIVED, to, acknowledgement(site, procedure, file, issued))));
    }

    /** What an acknowledgement says (CRPA, R112-5, R112-11-1), as things stood when the file was last changed. */
    public Map<String, String> acknowledgement(Site site, Procedure procedure, CaseFile file, FollowUp.Issued issued) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        Offer offer = offers.offer(site.id(), procedure.id());
        Map<String, String> values = new HashMap<>();
        values.put("procedure", procedure.title(Wanted.of(language)));
        values.put("number", file.number());
        values.put("received", Wording.date(site, file.receivedAt(), language));
        values.put("service", wording.service(site, language, offer));
        values.put("contact", wording.contact(site, offer));
        Header.Silence silence = procedure.header().silence().of(file.answers());
        values.put("silence", wording.silence(site, language, silence, Clocks.of(site.tenant(), silence, file.clock(), file.updatedAt())));
        values.put("appeal", wording.appeal(site, language, procedure, file.answers()));
        values.put("payment", charges.said(reader(site.id()), site, procedure, file));
        values.put("code", issued.code());
        values.put("link", issued.link());
        return values;
    }

    /** Empty for somebody who gave a telephone number alone. */
    public static Optional<Recipient> recipient(CaseFile.Applicant applicant) {
        String email = Recipient.isEmail(applicant.email()) ? applicant.email() : null;
        return email == null && applicant.account() == null
                ? Optional.empty()
                : Optional.of(new Recipient(email, null, applicant.account(), Locale.forLanguageTag(applicant.language())));
    }

    /** The follow-up code, for the browser that sent the file, within a day. */
    public Optional<String> code(TenantId tenant, UUID id, Holder holder, Instant now) {
        return held(tenant, id, holder, now).flatMap(held -> Optional.ofNullable(held.sealedCode())).flatMap(holder::open);
    }

    /** Whether the agent of that digest entered the file: for its receipt. */
    public boolean entered(TenantId tenant, UUID id, String digest) {
        return CaseTable.held(database.of(tenant), id).filter(held -> held.holder().equals(digest)).isPresent();
    }

    /** Whether the browser sent the file within a day. */
    public boolean sent(TenantId tenant, UUID id, Holder holder, Instant now) {
        return held(tenant, id, holder, now).isPresent();
    }

    private Optional<CaseTable.Held> held(TenantId tenant, UUID id, Holder holder, Instant now) {
        return CaseTable.held(database.of(tenant), id)
                .filter(held -> held.holder().equals(holder.digest()) && now.isBefore(held.receivedAt().plus(1, ChronoUnit.DAYS)));
    }
}
