package org.parvis.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in, once the password was right: the code. */
@Component(service = SecondStep.class)
public final class SecondStep {
    private static final Logger LOG = LoggerFactory.getLogger(SecondStep.class);

    private final TenantData territory;
    private final SignIn signIn;
    private final SecondFactor factor;
    private final Throttle throttle;

    @Activate
    public SecondStep(@Reference Database database, @Reference SignIn signIn, @Reference SecondFactor factor) {
        this.territory = database.of(TenantId.TERRITORY);
        this.signIn = signIn;
        this.factor = factor;
        this.throttle = new Throttle(territory);
    }

    /** Whether a code is waited for. */
    boolean isOpen(String token, SignIn.Origin origin) {
        return PendingTable.account(territory, SqlSessions.hash(token), origin.now()).isPresent();
    }

    /**
     * Signs in if the code is right.
     *
     * @param token of the cookie that the password was answered with
     * @param typed code of the application or recovery code
     */
    SignIn.Outcome enter(String token, String typed, SignIn.Origin origin) {
        String hash = SqlSessions.hash(token);
        UUID id = PendingTable.account(territory, hash, origin.now()).orElse(null);
        Account account = id == null ? null : AccountTable.byId(territory, id).orElse(null);
        if (account == null) {
            return new SignIn.Over();
        }
        // Apart from the bucket of the password: who knows that one does not get more codes to try by it.
        String bucket = account.id().toString();
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.AGENT_CODE, bucket, origin.address(), origin.now());
        if (pause.isPresent()) {
            return new SignIn.Wait(pause.get());
        }
        SignIn.Outcome outcome = territory.call(transaction -> {
            Agent agent = SqlAgents.agent(transaction, account);
            if (!factor.accept(transaction, agent, typed, origin.now())) {
                return new SignIn.Wrong(FieldError.of("code", "identity.code.wrong"));
            }
            if (!PendingTable.delete(transaction, hash)) {
                return new SignIn.Over();
            }
            Throttle.succeeded(transaction, Throttle.Purpose.AGENT_CODE, bucket, origin.address());
            String session = signIn.open(transaction, account, origin);
            boolean byProvider = ProviderSessionTable.move(transaction, hash, SqlSessions.hash(session));
            return new SignIn.Done(session, account.mustChange() && !byProvider);
        });
        if (outcome instanceof SignIn.Done) {
            sealFormer(account);
        }
        return outcome;
    }

    /** Who is signed in stays so: what cannot be encrypted now is so next time. */
    private void sealFormer(Account account) {
        try {
            factor.sealFormer(account.id());
        } catch (Unavailable | Conflict notNow) {
            LOG.debug("A former secret stays as it is for now: {}", notNow.getMessage());
        }
    }
}
