package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.FactorTable;
import org.parvis.identity.factor.Factors;
import org.parvis.identity.passkey.PasskeyTable;

/** The second step of agents: codes of an application on the telephone, and recovery codes on paper. */
@Component(service = SecondFactor.class)
public final class SecondFactor {
    private final TenantData territory;
    private final Audit audit;
    private final Factors factors;

    @Activate
    public SecondFactor(@Reference Database database, @Reference Audit audit, @Reference PasswordService service, @Reference Seal seal) {
        this.territory = database.of(TenantId.TERRITORY);
        this.audit = audit;
        this.factors = new Factors(territory, FactorTable.AGENTS, seal, "identity.factor", service.passwords());
    }

    Factors.State state(UUID account, Instant now) {
        return factors.state(account, now);
    }

    /** Whether there is anything to take away. */
    boolean isResettable(UUID account) {
        return isOn(account) || hasPasskey(account);
    }

    boolean hasPasskey(UUID account) {
        return PasskeyTable.hasAgent(territory, account);
    }

    boolean isOn(UUID account) {
        return factors.isOn(account);
    }

    /** Makes a secret to be scanned; the one in use, if any, stays until a code of the new one was typed. */
    void begin(UUID account, Instant now) {
        factors.begin(account, now);
    }

    /**
     * Takes the new secret into use if the code is its; ends the other sessions.
     *
     * @param token of the session that stays
     * @return the recovery codes, empty if the code is wrong or came too late
     */
    Optional<List<String>> confirm(Agent agent, String typed, String token, Instant now) {
        return territory.call(transaction -> {
            Optional<List<String>> codes = factors.confirm(transaction, agent.id(), typed, now);
            if (codes.isPresent()) {
                SqlSessions.endAll(transaction, agent.id(), token);
                audit.record(transaction, agent, "identity.factor.on", agent.id().toString(), "");
            }
            return codes;
        });
    }

    /** New recovery codes; those before are worth nothing any more. */
    List<String> newCodes(Agent agent) {
        return territory.call(transaction -> {
            audit.record(transaction, agent, "identity.factor.codes", agent.id().toString(), "");
            return factors.replaceCodes(transaction, agent.id());
        });
    }

    /** Back to signing in by password alone. */
    void remove(Agent agent) {
        territory.write(transaction -> {
            factors.remove(transaction, agent.id());
            SqlSessions.revoke(transaction, agent.id());
            audit.record(transaction, agent, "identity.factor.off", agent.id().toString(), "");
        });
    }

    /** Takes away the second step and the passkeys of somebody who lost the telephone and the paper, and ends the sessions; {@code tenant} is where that was asked for. */
    void reset(TenantId tenant, UUID account, Agent by) {
        territory.write(transaction -> {
            factors.remove(transaction, account);
            PasskeyTable.deleteOfAgent(transaction, account);
            SqlSessions.endAll(transaction, account, null);
            audit.record(transaction, AuditEntry.by(by, "identity.factor.reset", account.toString()).about(tenant));
        });
    }

    /** Uses up what was typed: a code of the application, none of a step already used, or a recovery code. */
    boolean accept(Transaction transaction, Agent agent, String typed, Instant now) {
        Factors.Typed what = factors.accept(transaction, agent.id(), typed, now);
        if (what == Factors.Typed.RECOVERY) {
            audit.record(transaction, agent, "identity.factor.recovery", agent.id().toString(), "");
        }
        return what != Factors.Typed.WRONG;
    }

    /** Encrypts a secret that stands there from before there was encryption; not within a transaction. */
    void sealFormer(UUID account) {
        factors.sealFormer(account);
    }
}
