package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.factor.FactorTable;
import org.parvis.identity.oidc.Identity;

/**
 * Signing agents in whom an identity provider recognised.
 *
 * <p>An account belongs to at most one person at each issuer. It gets there by its owner, signed in, or the first time by a checked e-mail
 * address if the operator lets that. No account and no role comes from a provider.
 */
@Component(service = ProviderSignIn.class)
public final class ProviderSignIn {
    private final TenantData territory;
    private final Tenants tenants;
    private final SqlSessions sessions;
    private final Audit audit;
    private final SealedTexts sealed;

    @Activate
    public ProviderSignIn(
            @Reference Database database, @Reference Tenants tenants, @Reference SqlSessions sessions, @Reference Audit audit,
            @Reference SealedTexts sealed) {
        this.territory = database.of(TenantId.TERRITORY);
        this.tenants = tenants;
        this.sessions = sessions;
        this.audit = audit;
        this.sealed = sealed;
    }

    /** What came of it. */
    sealed interface Outcome permits In, Code, Not {}

    /** Signed in: the session's token. */
    record In(String token) implements Outcome {}

    /** The code of the second step is to come: the token that waits for it. */
    record Code(String pending) implements Outcome {}

    /** Not so. */
    record Not(Why why) implements Outcome {}

    /** Why somebody whom the provider knows does not get in here. */
    enum Why {
        /** No account belongs to the person. */
        UNKNOWN(403),
        /** The address that would find the account is not checked. */
        UNVERIFIED(403),
        /** The account belongs to another person of that issuer. */
        OTHER(409),
        /** The person has another account here. */
        TAKEN(409),
        /** The person comes from an organisation that is none of the agent's. */
        ORGANISATION(403);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    Outcome signIn(Identity identity, SignIn.Origin origin) {
        String idToken = sealed.seal(identity.idToken(), SealedTexts.idToken(identity.provider()));
        ProviderSessionTable.Stored stored =
                new ProviderSessionTable.Stored(identity.provider(), idToken, identity.rules().isSecondFactor(identity.acr()), identity.mark());
        return territory.call(transaction -> {
            LinkTable.Link link = LinkTable.of(transaction, identity.issuer(), identity.subject()).orElse(null);
            Account account = link == null ? null : AccountTable.byId(transaction, link.account()).orElse(null);
            if (link == null || account == null) {
                return byEmail(transaction, identity, stored, origin);
            }
            return open(transaction, account, link, identity, stored, origin);
        });
    }

    /** The first time: the account is found by the address, and belongs to the person from then on. */
    private Outcome byEmail(Transaction transaction, Identity identity, ProviderSessionTable.Stored stored, SignIn.Origin origin) {
        Optional<String> email = identity.text("email").map(Account::normalEmail).filter(Account::isEmail);
        if (!identity.rules().matchByEmail() || email.isEmpty()) {
            return new Not(Why.UNKNOWN);
        }
        if (!identity.rules().emailVouched() && !identity.says("email_verified")) {
            return new Not(Why.UNVERIFIED);
        }
        Account account = AccountTable.byEmail(transaction, email.get()).orElse(null);
        if (account == null) {
            return new Not(Why.UNKNOWN);
        }
        Optional<Not> not = link(transaction, account, identity, origin.now());
        if (not.isPresent()) {
            return not.get();
        }
        LinkTable.Link link = LinkTable.of(transaction, identity.issuer(), identity.subject()).orElseThrow();
        return open(transaction, account, link, identity, stored, origin);
    }

    /** Ties an account to the person whom the provider recognised, for an owner who is signed in; says why not. */
    Optional<Not> link(UUID id, Identity identity, Instant now) {
        return territory.call(transaction -> {
            Account account = AccountTable.byId(transaction, id).orElse(null);
            return account == null ? Optional.of(new Not(Why.UNKNOWN)) : link(transaction, account, identity, now);
        });
    }

    private Optional<Not> link(Transaction transaction, Account account, Identity identity, Instant now) {
        Agent agent = SqlAgents.agent(transaction, account);
        if (!mayCome(agent, identity)) {
            return Optional.of(new Not(Why.ORGANISATION));
        }
        Optional<LinkTable.Link> existing = LinkTable.of(transaction, identity.issuer(), identity.subject());
        if (existing.isPresent()) {
            return existing.get().account().equals(account.id()) ? Optional.empty() : Optional.of(new Not(Why.TAKEN));
        }
        if (LinkTable.of(transaction, account.id()).stream().anyMatch(link -> link.issuer().equals(identity.issuer()))) {
            return Optional.of(new Not(Why.OTHER));
        }
        LinkTable.insert(transaction, new LinkTable.Link(identity.issuer(), identity.subject(), account.id(), now, null));
        audit.record(transaction, agent, "identity.link", account.id().toString(), identity.provider());
        return Optional.empty();
    }

    /** Whether the one whom the provider recognised is the owner of that account. */
    boolean isOf(Agent agent, Identity identity) {
        return mayCome(agent, identity)
                && LinkTable.of(territory, identity.issuer(), identity.subject()).filter(link -> link.account().equals(agent.id())).isPresent();
    }

    /** Unties; the sessions that began by that provider go on. */
    boolean unlink(Agent agent, String issuer, String provider) {
        return territory.call(transaction -> {
            boolean untied = LinkTable.delete(transaction, agent.id(), issuer);
            if (untied) {
                audit.record(transaction, agent, "identity.unlink", agent.id().toString(), provider);
            }
            return untied;
        });
    }

    List<LinkTable.Link> links(UUID account) {
        return LinkTable.of(territory, account);
    }

    /** How a session began, if by a provider. */
    Optional<ProviderSessionTable.Stored> session(String token) {
        return ProviderSessionTable.one(territory, SqlSessions.hash(token)).map(stored -> new ProviderSessionTable.Stored(
                stored.provider(), sealed.open(stored.idToken(), SealedTexts.idToken(stored.provider())), stored.secondFactor(), stored.mark()));
    }

    private Outcome open(
            Transaction transaction, Account account, LinkTable.Link link, Identity identity, ProviderSessionTable.Stored stored, SignIn.Origin origin) {
        Agent agent = SqlAgents.agent(transaction, account);
        if (!mayCome(agent, identity)) {
            return new Not(Why.ORGANISATION);
        }
        LinkTable.used(transaction, link, origin.now());
        Throttle.succeeded(transaction, Throttle.Purpose.PROVIDER, origin.address());
        if (!stored.secondFactor() && FactorTable.AGENTS.isOn(transaction, account.id())) {
            String pending = SqlSessions.newToken();
            PendingTable.insert(transaction, SqlSessions.hash(pending), account.id(), origin.now());
            ProviderSessionTable.insert(transaction, SqlSessions.hash(pending), account.id(), stored, origin.now());
            return new Code(pending);
        }
        AccountTable.signedIn(transaction, account.id(), origin.now());
        audit.record(transaction, agent, "identity.sign-in", account.id().toString(), identity.provider());
        String token = sessions.start(transaction, account.id(), origin.device(), origin.now());
        ProviderSessionTable.insert(transaction, SqlSessions.hash(token), account.id(), stored, origin.now());
        return new In(token);
    }

    private boolean mayCome(Agent agent, Identity identity) {
        List<String> own = agent.tenants().stream()
                .map(tenant -> tenants.byId(tenant).map(site -> site.tenant().siren()).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        @Nullable String siret = identity.text("siret").orElse(null);
        return identity.rules().mayComeFrom(siret, own);
    }
}
