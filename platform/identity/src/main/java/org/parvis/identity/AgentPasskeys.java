package org.parvis.identity;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Request;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkey;
import org.parvis.identity.passkey.PasskeyKinds;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.identity.passkey.Verdict;

/** What passkeys do to agents' accounts, written down in the audit log. One that was used counts as both steps of signing in. */
@Component(service = AgentPasskeys.class)
public final class AgentPasskeys {
    private final TenantData territory;
    private final Passkeys passkeys;
    private final SignIn signIn;
    private final SecondFactor factor;
    private final Settings settings;
    private final Notifications notifications;
    private final Audit audit;
    private final Throttle throttle;

    @Activate
    public AgentPasskeys(
            @Reference Database database, @Reference Passkeys passkeys, @Reference SignIn signIn, @Reference SecondFactor factor,
            @Reference Settings settings, @Reference Notifications notifications, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.factor = factor;
        this.settings = settings;
        this.notifications = notifications;
        this.audit = audit;
        this.throttle = new Throttle(territory);
    }

    /**
     * What came of signing in.
     *
     * @param done the session, or null
     * @param problem what the sign-in page is to say, if there is none
     */
    record Outcome(SignIn.@Nullable Done done, String problem) {}

    Outcome signIn(String json, Request request) {
        SignIn.Origin origin = SignInPages.origin(request);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.AGENT_PASSKEY, origin.address(), origin.now());
        if (pause.isPresent()) {
            return new Outcome(null, "attente");
        }
        return territory.call(transaction -> {
            Verdict verdict = passkeys.check(transaction, Owner.Kind.AGENT, json, request);
            if (verdict instanceof Verdict.Right right) {
                Account account = AccountTable.byId(transaction, right.passkey().owner().account()).orElseThrow();
                Throttle.succeeded(transaction, Throttle.Purpose.AGENT_PASSKEY, origin.address());
                return new Outcome(new SignIn.Done(signIn.open(transaction, account, right.passkey().name(), origin), account.mustChange()), "");
            }
            Verdict.Not not = (Verdict.Not) verdict;
            if (not.reason() == Verdict.Reason.COUNTER && not.passkey() != null) {
                AccountTable.byId(transaction, not.passkey().owner().account()).ifPresent(account ->
                        record(transaction, SqlAgents.agent(transaction, account), "identity.passkey.counter", not.passkey()));
            }
            return new Outcome(null, not.reason() == Verdict.Reason.OVER ? "tard" : "refusee");
        });
    }

    /**
     * Adds one.
     *
     * @param token of the session, which is one with two factors from then on: the authenticator has just checked its owner
     */
    Verdict add(Agent agent, String name, String json, String token, Request request) {
        return territory.call(transaction -> {
            Verdict verdict = passkeys.add(transaction, Owner.Kind.AGENT, agent.id(), name, json, request);
            if (verdict instanceof Verdict.Right right) {
                SessionTable.usedPasskey(transaction, SqlSessions.hash(token));
                SqlSessions.revoke(transaction, agent.id());
                record(transaction, agent, "identity.passkey.add", right.passkey());
                notifications.send(transaction, Notification.of(
                        PasskeyKinds.AGENT, Recipient.email(agent.email(), Locale.forLanguageTag(agent.language())),
                        Map.of("adresse", agent.email(), "cle", name)));
            }
            return verdict;
        });
    }

    void rename(Agent agent, Passkey passkey, String name) {
        territory.write(transaction -> {
            passkeys.rename(transaction, passkey, name);
            audit.record(transaction, AuditEntry.by(agent, "identity.passkey.rename", passkey.id().toString()).detail(name));
        });
    }

    /** Whether the territory asks for a second step and this is all that the agent has for it. */
    boolean isNeeded(Agent agent) {
        return FactorRule.asks(settings, agent) && !factor.isOn(agent.id()) && passkeys.of(Owner.Kind.AGENT, agent.id()).size() == 1;
    }

    void remove(Agent agent, Passkey passkey) {
        territory.write(transaction -> {
            if (passkeys.remove(transaction, passkey)) {
                record(transaction, agent, "identity.passkey.remove", passkey);
            }
        });
    }

    private void record(Transaction transaction, Agent agent, String action, Passkey passkey) {
        audit.record(transaction, AuditEntry.by(agent, action, passkey.id().toString()).detail(passkey.name()));
    }
}
