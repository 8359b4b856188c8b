package org.parvis.identity.mandate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.parvis.api.identity.Mandates;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.code.Hashes;
import org.parvis.identity.mandate.MandateTable.Stored;

/** Mandates of a tenant: their life. */
@Component(service = {Mandates.class, SqlMandates.class})
public final class SqlMandates implements Mandates {
    static final String KIND = "identity.mandate";
    static final Duration CODE_LIFETIME = Duration.ofMinutes(15);
    static final int ATTEMPTS = 5;

    /** The person sees what was done until the mandate itself goes. */
    static final Period KEPT = Period.ofYears(1);

    /** As {@code identity.mandates} says. */
    private static final Set<Role> MAY_ACT = Set.of(Role.MEDIATOR, Role.RECEPTION, Role.ADMIN);
    private static final int LONGEST_DETAIL = 400;
    private static final int LONGEST_SUBJECT = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Audit audit;
    private final FollowUp followUp;
    private final MandateMessages messages;
    private final Clock clock;
    private final SqlSessions sessions;

    @Activate
    public SqlMandates(
            @Reference Database database, @Reference Audit audit, @Reference FollowUp followUp, @Reference MandateMessages messages, @Reference Clock clock,
            @Reference SqlSessions sessions) {
        this.database = database;
        this.audit = audit;
        this.followUp = followUp;
        this.messages = messages;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    public Optional<Mandate> current(Agent agent, TenantId tenant, String token, Instant now) {
        // Who lost the role acts for nobody any more, whatever was taken up before.
        boolean may = MAY_ACT.stream().anyMatch(role -> agent.hasAtLeast(role, tenant));
        return may ? inUse(agent.id(), tenant, use -> use.session().equals(SqlSessions.hash(token)), now).map(Stored::mandate) : Optional.empty();
    }

    /** Asked anew each time: a mandate that was ended, and one whose agent has left, are of no use from the next request on. */
    private Optional<Stored> inUse(UUID account, TenantId tenant, Predicate<MandateTable.Use> counted, Instant now) {
        return MandateTable.use(database.of(tenant), account)
                .filter(counted)
                .filter(use -> sessions.isOpen(use.session(), account, now))
                .flatMap(use -> MandateTable.byId(database.of(tenant), use.mandate()))
                .filter(mandate -> mandate.isOpen(now));
    }

    @Override
    public void record(Transaction transaction, Mandate mandate, Agent agent, String action, String subject, String detail) {
        // The request may have begun before the mandate was ended: what it did is undone with the transaction.
        MandateTable.byId(transaction, mandate.id()).filter(stored -> stored.isOpen(clock.instant())).orElseThrow(() -> new Conflict("identity.mandate.over"));
        audit.record(transaction, entry(mandate, agent, action, subject).detail(detail));
        MandateTable.insertAct(transaction, Ids.next(), mandate.id(), new MandateTable.Act(
                clock.instant(), agent.name(), action, cut(subject, LONGEST_SUBJECT), cut(detail, LONGEST_DETAIL)));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static AuditEntry entry(Mandate mandate, Agent agent, String action, String subject) {
        AuditEntry.Party person = new AuditEntry.Party(mandate.ref(), mandate.name());
        return AuditEntry.by(agent, action, subject).onBehalfOf(person).concerning(person);
    }

    private void note(Transaction transaction, Stored mandate, Agent agent, String action) {
        audit.record(transaction, entry(mandate.mandate(), agent, action, mandate.id().toString()).detail(mandate.reference()));
    }

    /** Short and legible; unique enough to be found, and opens nothing. */
    static String reference() {
        return "M" + Long.toString(RANDOM.nextLong() >>> 29, 36).toUpperCase(Locale.ROOT);
    }

    /** Enters a mandate that the person is to agree to, and sends the code if that is the way. */
    void enter(TenantId tenant, Stored mandate, Agent by, String scope) {
        database.of(tenant).write(transaction -> {
            MandateTable.insert(transaction, mandate, by.id());
            note(transaction, mandate, by, "identity.mandate.enter");
            sendCode(transaction, mandate, scope);
        });
    }

    void sendCodeAgain(TenantId tenant, Stored mandate, String scope) {
        database.of(tenant).write(transaction -> sendCode(transaction, mandate, scope));
    }

    private void sendCode(Transaction transaction, Stored mandate, String scope) {
        if (mandate.agreement() != Agreement.PAPER) {
            String code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
            Instant expires = clock.instant().plus(CODE_LIFETIME);
            MandateTable.setCode(transaction, mandate.id(), hash(transaction.tenant(), mandate.id(), code), expires);
            messages.code(transaction, mandate, code, scope, expires);
        }
    }

    private static String hash(TenantId tenant, UUID mandate, String code) {
        return Hashes.digits(tenant, mandate + " " + code);
    }

    /** Whether the code that the person read out is the one that was sent; counted first, and of no use after five mistakes. */
    boolean isRight(TenantId tenant, Stored mandate, String typed, Instant now) {
        boolean may = database.of(tenant).call(transaction -> MandateTable.attempt(transaction, mandate.id(), ATTEMPTS));
        Instant expires = mandate.codeExpires();
        String code = typed.replaceAll("\\s+", "");
        return may && expires != null && now.isBefore(expires) && code.matches("\\d{6}") && hash(tenant, mandate.id(), code).equals(mandate.codeHash());
    }

    /** The person has agreed: the mandate holds from now on, and they are told how to see and end it. */
    void agree(Site site, Stored mandate, Agent by, Instant now) {
        ZoneId zone = site.tenant().zone();
        Instant ends = mandate.term().end(now, zone);
        database.of(site.id()).write(transaction -> {
            if (MandateTable.agree(transaction, mandate.id(), now, ends)) {
                note(transaction, mandate, by, "identity.mandate.agree");
                Stored open = MandateTable.byId(transaction, mandate.id()).orElseThrow();
                messages.given(transaction, open, link(transaction, open, ""), zone);
            }
        });
    }

    /** A link for the printed receipt; the one in the message goes on working. */
    String printedLink(TenantId tenant, Stored mandate) {
        return database.of(tenant).call(transaction -> link(transaction, mandate, ":print"));
    }

    private String link(Transaction transaction, Stored mandate, String way) {
        FollowUp.Contact contact = new FollowUp.Contact(mandate.email(), mandate.phone(), Locale.forLanguageTag(mandate.language()));
        Instant until = mandate.ends().plus(Duration.ofDays(365));
        return followUp.issue(transaction, new FollowUp.Thing(KIND, mandate.id() + way), contact, until).link();
    }

    /**
     * Takes a mandate up, in place of one that is in use in the same session.
     *
     * @param session hash of the session of {@code by}
     * @throws Conflict if one is in use in another session: what is open there would be entered under none, unnoticed
     */
    void use(TenantId tenant, Stored mandate, Agent by, String session, Instant now) {
        if (inUse(by.id(), tenant, use -> !use.session().equals(session), now).isPresent()) {
            throw new Conflict("identity.mandate.elsewhere");
        }
        database.of(tenant).write(transaction -> {
            MandateTable.use(transaction, by.id(), mandate.id(), session, now);
            note(transaction, mandate, by, "identity.mandate.use");
        });
    }

    void stopUse(TenantId tenant, Agent by) {
        Optional<Stored> used = MandateTable.used(database.of(tenant), by.id());
        database.of(tenant).write(transaction -> {
            if (MandateTable.stopUse(transaction, by.id())) {
                used.ifPresent(mandate -> note(transaction, mandate, by, "identity.mandate.stop"));
            }
        });
    }

    /** Puts away what is in use no more because its session or the mandate is over, and writes that down; the number of them. */
    int putAway(TenantId tenant, Function<UUID, Optional<Agent>> agents, Instant now) {
        int over = 0;
        for (UUID account : MandateTable.users(database.of(tenant))) {
            Optional<Agent> agent = agents.apply(account);
            if (agent.isPresent() && inUse(account, tenant, use -> true, now).isEmpty()) {
                stopUse(tenant, agent.get());
                over++;
            } else if (agent.isEmpty()) {
                database.of(tenant).write(transaction -> MandateTable.stopUse(transaction, account));
                over++;
            }
        }
        return over;
    }

    void end(TenantId tenant, Stored mandate, Agent by, Instant now) {
        database.of(tenant).write(transaction -> {
            if (MandateTable.end(transaction, mandate.id(), by.name(), now)) {
                note(transaction, mandate, by, "identity.mandate.end");
                if (mandate.agreed() != null) {
                    messages.ended(transaction, mandate);
                }
            }
        });
    }

    /** By the person, from the page that their link opens. */
    void endByPerson(TenantId tenant, Stored mandate, Instant now) {
        database.of(tenant).write(transaction -> {
            if (MandateTable.end(transaction, mandate.id(), "", now)) {
                AuditEntry.Party person = new AuditEntry.Party(mandate.mandate().ref(), mandate.name());
                audit.record(transaction, AuditEntry.by(person, "identity.mandate.end", mandate.id().toString()).concerning(person).detail(mandate.reference()));
                messages.ended(transaction, mandate);
            }
        });
    }

    /** Who opens a mandate reads a person's data. */
    void wasRead(TenantId tenant, Stored mandate, Agent by) {
        AuditEntry.Party person = new AuditEntry.Party(mandate.mandate().ref(), mandate.name());
        database.of(tenant).write(transaction -> audit.record(
                transaction, AuditEntry.by(by, "identity.mandate.read", mandate.id().toString()).concerning(person).detail(mandate.reference())));
    }
}
