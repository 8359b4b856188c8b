package org.parvis.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.FactorTable;

/** Accounts and roles in tables of the territory. */
@Component(service = {Agents.class, SqlAgents.class})
public final class SqlAgents implements Agents {
    /** How long a one-time password can be used. */
    static final Duration ONE_TIME = Duration.ofDays(14);

    private static final String FRENCH = "fr";
    private static final String INVITE = "identity.invite";

    private final TenantData territory;
    private final Clock clock;
    private final Passwords passwords;
    private final Audit audit;

    @Activate
    public SqlAgents(@Reference Database database, @Reference Clock clock, @Reference PasswordService service, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.clock = clock;
        this.passwords = service.passwords();
        this.audit = audit;
    }

    @Override
    public Optional<String> invite(TenantId tenant, String email, String name, Role role, @Nullable Agent by) {
        return invite(tenant, email, name, Set.of(Grant.of(tenant, role)), by);
    }

    /** As {@link #invite(TenantId, String, String, Role, Agent)}, with several roles of that tenant. */
    Optional<String> invite(TenantId tenant, String email, String name, Set<Grant> grants, @Nullable Agent by) {
        String password = passwords.oneTime();
        Invited invited = add(tenant, email, name, grants, passwords.hash(password), clock.instant().plus(ONE_TIME), by, (transaction, account) -> {});
        return invited.fresh() ? Optional.of(password) : Optional.empty();
    }

    /**
     * Who was given roles.
     *
     * @param fresh whether there was no account of that address before
     */
    public record Invited(Account account, boolean fresh) {}

    /**
     * Gives roles to a new account, which must choose another password first, or to the one that has the address.
     *
     * @param then done in the same transaction with a new account
     */
    public Invited add(
            TenantId tenant, String email, String name, Set<Grant> grants, String hash, Instant usableUntil, @Nullable Agent by,
            BiConsumer<Transaction, Account> then) {
        String address = checked(tenant, email, name, grants);
        Optional<Account> known = grantExisting(tenant, address, grants, by);
        if (known.isPresent()) {
            return new Invited(known.get(), false);
        }
        return insert(new Account(Ids.next(), address, name.strip(), FRENCH, hash, true, usableUntil), tenant, grants, by, then);
    }

    @Override
    public void create(TenantId tenant, String email, String name, Role role, String password) {
        Set<Grant> grants = Set.of(Grant.of(tenant, role));
        String address = checked(tenant, email, name, grants);
        if (grantExisting(tenant, address, grants, null).isEmpty()) {
            insert(new Account(Ids.next(), address, name.strip(), FRENCH, passwords.hash(password), false, null), tenant, grants, null, (transaction, account) -> {});
        }
    }

    @Override
    public Optional<Agent> byId(UUID id) {
        return AccountTable.byId(territory, id).map(account -> agent(territory, account));
    }

    public Optional<Agent> byEmail(String email) {
        return AccountTable.byEmail(territory, Account.normalEmail(email)).map(account -> agent(territory, account));
    }

    @Override
    public List<Agent> of(TenantId tenant) {
        return AccountTable.withRoleIn(territory, tenant).stream().map(account -> agent(territory, account)).toList();
    }

    /** Those with a role in the tenant who sign in in two steps. */
    Set<UUID> inTwoSteps(TenantId tenant) {
        return FactorTable.agentsIn(territory, tenant);
    }

    @Override
    public void remove(TenantId tenant, UUID agent, @Nullable Agent by) {
        territory.write(transaction -> {
            long before = admins(transaction, tenant);
            if (GrantTable.delete(transaction, agent, tenant) == 0) {
                throw new NotFound();
            }
            keepOne(transaction, tenant, before, by);
            SqlSessions.endAll(transaction, agent, null);
            audit.record(transaction, AuditEntry.by(by, "identity.remove", agent.toString()).about(tenant));
            // An account without any role is nobody's: nothing of the person stays but the actions in the audit log.
            if (GrantTable.of(transaction, agent).isEmpty()) {
                AccountTable.delete(transaction, agent);
            }
        });
    }

    /** Gives an agent of the tenant these roles there, in place of those held. */
    void change(TenantId tenant, UUID agent, Set<Grant> grants, @Nullable Agent by) {
        checkGrants(tenant, grants);
        territory.write(transaction -> {
            long before = admins(transaction, tenant);
            if (GrantTable.delete(transaction, agent, tenant) == 0) {
                throw new NotFound();
            }
            highestFirst(grants).forEach(grant -> GrantTable.add(transaction, agent, grant));
            keepOne(transaction, tenant, before, by);
            SqlSessions.revoke(transaction, agent);
            audit.record(transaction, AuditEntry.by(by, "identity.role", agent.toString()).detail(named(grants)).about(tenant));
        });
    }

    /** A tenant is not left without anybody to give roles by one who is of the tenant alone; nor the territory without operators. */
    private static void keepOne(Transaction transaction, TenantId tenant, long before, @Nullable Agent by) {
        boolean free = by == null || (by.isOperator() && !tenant.equals(TenantId.TERRITORY));
        if (!free && before > 0 && admins(transaction, tenant) == 0) {
            throw new Forbidden("identity.agents.last");
        }
    }

    private static long admins(Transaction transaction, TenantId tenant) {
        return GrantTable.lockAndCount(transaction, tenant, tenant.equals(TenantId.TERRITORY) ? Role.OPERATOR : Role.ADMIN);
    }

    /** Gives an account a fresh one-time password and ends its sessions; {@code tenant} is where that was asked for. */
    String reset(TenantId tenant, UUID agent, @Nullable Agent by) {
        Account account = AccountTable.byId(territory, agent).orElseThrow(NotFound::new);
        String password = passwords.oneTime();
        Account fresh = new Account(
                agent, account.email(), account.name(), account.language(), passwords.hash(password), true, clock.instant().plus(ONE_TIME));
        territory.write(transaction -> {
            AccountTable.changePassword(transaction, fresh);
            SqlSessions.endAll(transaction, agent, null);
            audit.record(transaction, AuditEntry.by(by, "identity.reset", agent.toString()).about(tenant));
        });
        return password;
    }

    public static Agent agent(Reader territory, Account account) {
        return new Agent(account.id(), account.name(), account.email(), account.language(), GrantTable.of(territory, account.id()));
    }

    private Optional<Account> grantExisting(TenantId tenant, String email, Set<Grant> grants, @Nullable Agent by) {
        Optional<Account> existing = AccountTable.byEmail(territory, email);
        existing.ifPresent(account -> territory.write(transaction -> {
            highestFirst(grants).forEach(grant -> GrantTable.add(transaction, account.id(), grant));
            SqlSessions.revoke(transaction, account.id());
            audit.record(transaction, AuditEntry.by(by, INVITE, account.id().toString()).detail(named(grants)).about(tenant));
        }));
        return existing;
    }

    /** An account of that address may have been made meanwhile: it has the roles then. */
    private Invited insert(Account account, TenantId tenant, Set<Grant> grants, @Nullable Agent by, BiConsumer<Transaction, Account> then) {
        try {
            territory.write(transaction -> {
                AccountTable.insert(transaction, account);
                highestFirst(grants).forEach(grant -> GrantTable.add(transaction, account.id(), grant));
                audit.record(transaction, AuditEntry.by(by, INVITE, account.id().toString()).detail(named(grants)).about(tenant));
                then.accept(transaction, account);
            });
            return new Invited(account, true);
        } catch (Conflict sameAddress) {
            return new Invited(grantExisting(tenant, account.email(), grants, by).orElseThrow(() -> sameAddress), false);
        }
    }

    /** The highest of the ladder comes first and makes the lower ones needless; so does a role without limit for one with. */
    private static List<Grant> highestFirst(Set<Grant> grants) {
        return grants.stream()
                .sorted(Comparator.comparing((Grant grant) -> grant.role()).reversed().thenComparing(Grant::scope))
                .toList();
    }

    private static String named(Set<Grant> grants) {
        return highestFirst(grants).stream()
                .map(grant -> grant.role() + (grant.scope().isEmpty() ? "" : ":" + grant.scope()))
                .collect(Collectors.joining(", "));
    }

    private static String checked(TenantId tenant, String email, String name, Set<Grant> grants) {
        String address = Account.normalEmail(email);
        if (!Account.isEmail(address)) {
            throw Invalid.field("email", "identity.email.invalid");
        }
        if (!Account.isName(name)) {
            throw Invalid.of(List.of(FieldError.of("name", "identity.name.invalid", Account.LONGEST_NAME)));
        }
        checkGrants(tenant, grants);
        return address;
    }

    private static void checkGrants(TenantId tenant, Set<Grant> grants) {
        if (grants.isEmpty() || grants.stream().anyMatch(grant -> !grant.tenant().equals(tenant))) {
            throw Invalid.field("roles", "identity.role.missing");
        }
        if (grants.stream().anyMatch(grant -> grant.role() == Role.OPERATOR) && !tenant.equals(TenantId.TERRITORY)) {
            throw Invalid.field("roles", "identity.role.operator.only");
        }
    }
}
