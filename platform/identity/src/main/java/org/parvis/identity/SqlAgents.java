package org.parvis.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

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
        String address = checked(tenant, email, name, role);
        if (grantExisting(tenant, address, role, by)) {
            return Optional.empty();
        }
        String password = passwords.oneTime();
        Instant until = clock.instant().plus(ONE_TIME);
        Account account = new Account(Ids.next(), address, name.strip(), FRENCH, passwords.hash(password), true, until);
        return insert(account, tenant, role, by) ? Optional.of(password) : Optional.empty();
    }

    @Override
    public void create(TenantId tenant, String email, String name, Role role, String password) {
        String address = checked(tenant, email, name, role);
        if (!grantExisting(tenant, address, role, null)) {
            insert(new Account(Ids.next(), address, name.strip(), FRENCH, passwords.hash(password), false, null), tenant, role, null);
        }
    }

    @Override
    public Optional<Agent> byId(UUID id) {
        return AccountTable.byId(territory, id).map(account -> agent(territory, account));
    }

    Optional<Agent> byEmail(String email) {
        return AccountTable.byEmail(territory, Account.normalEmail(email)).map(account -> agent(territory, account));
    }

    @Override
    public List<Agent> of(TenantId tenant) {
        return AccountTable.withRoleIn(territory, tenant).stream().map(account -> agent(territory, account)).toList();
    }

    /** Those with a role in the tenant who sign in in two steps. */
    Set<UUID> inTwoSteps(TenantId tenant) {
        return FactorTable.onIn(territory, tenant);
    }

    @Override
    public void remove(TenantId tenant, UUID agent, @Nullable Agent by) {
        territory.write(transaction -> {
            if (AccountTable.deleteRole(transaction, agent, tenant) == 0) {
                throw new NotFound();
            }
            SqlSessions.endAll(transaction, agent, null);
            audit.record(transaction, AuditEntry.by(by, "identity.remove", agent.toString()).about(tenant));
            // An account without any role is nobody's: nothing of the person stays but the actions in the audit log.
            if (AccountTable.roles(transaction, agent).isEmpty()) {
                AccountTable.delete(transaction, agent);
            }
        });
    }

    /** Gives an agent of the tenant another role there. */
    void change(TenantId tenant, UUID agent, Role role, @Nullable Agent by) {
        checkRole(tenant, role);
        territory.write(transaction -> {
            if (!AccountTable.roles(transaction, agent).containsKey(tenant)) {
                throw new NotFound();
            }
            AccountTable.putRole(transaction, agent, tenant, role);
            SqlSessions.revoke(transaction, agent);
            audit.record(transaction, AuditEntry.by(by, "identity.role", agent.toString()).detail(role.name()).about(tenant));
        });
    }

    /** Gives an account a fresh one-time password and ends its sessions; {@code tenant} is where that was asked for. */
    String reset(TenantId tenant, UUID agent, @Nullable Agent by) {
        Account account = AccountTable.byId(territory, agent).orElseThrow(NotFound::new);
        String password = passwords.oneTime();
        Account fresh = new Account(
                agent, account.email(), account.name(), account.language(), passwords.hash(password), true, clock.instant().plus(ONE_TIME));
        territory.write(transaction -> {
            AccountTable.updatePassword(transaction, fresh);
            SqlSessions.endAll(transaction, agent, null);
            audit.record(transaction, AuditEntry.by(by, "identity.reset", agent.toString()).about(tenant));
        });
        return password;
    }

    static Agent agent(Reader territory, Account account) {
        return new Agent(account.id(), account.name(), account.email(), account.language(), AccountTable.roles(territory, account.id()));
    }

    private boolean grantExisting(TenantId tenant, String email, Role role, @Nullable Agent by) {
        Optional<Account> existing = AccountTable.byEmail(territory, email);
        existing.ifPresent(account -> territory.write(transaction -> {
            AccountTable.putRole(transaction, account.id(), tenant, role);
            SqlSessions.revoke(transaction, account.id());
            audit.record(transaction, AuditEntry.by(by, INVITE, account.id().toString()).detail(role.name()).about(tenant));
        }));
        return existing.isPresent();
    }

    /** False if an account of that address was made meanwhile: it has the role then. */
    private boolean insert(Account account, TenantId tenant, Role role, @Nullable Agent by) {
        try {
            territory.write(transaction -> {
                AccountTable.insert(transaction, account);
                AccountTable.putRole(transaction, account.id(), tenant, role);
                audit.record(transaction, AuditEntry.by(by, INVITE, account.id().toString()).detail(role.name()).about(tenant));
            });
            return true;
        } catch (Conflict sameAddress) {
            if (grantExisting(tenant, account.email(), role, by)) {
                return false;
            }
            throw sameAddress;
        }
    }

    private static String checked(TenantId tenant, String email, String name, Role role) {
        String address = Account.normalEmail(email);
        if (!Account.isEmail(address)) {
            throw Invalid.field("email", "identity.email.invalid");
        }
        if (!Account.isName(name)) {
            throw Invalid.of(List.of(FieldError.of("name", "identity.name.invalid", Account.LONGEST_NAME)));
        }
        checkRole(tenant, role);
        return address;
    }

    private static void checkRole(TenantId tenant, Role role) {
        if (role == Role.OPERATOR && !tenant.equals(TenantId.TERRITORY)) {
            throw Invalid.field("role", "identity.role.operator.only");
        }
    }
}
