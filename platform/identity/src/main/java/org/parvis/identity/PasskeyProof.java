package org.parvis.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.identity.fresh.Prover;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkey;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.identity.passkey.Verdict;

/** What agents and citizens do alike when they prove again who they are: by a passkey of theirs, and on the page that says what came of it. */
public final class PasskeyProof {
    private final TenantData territory;
    private final Passkeys passkeys;
    private final Throttle throttle;

    public PasskeyProof(TenantData territory, Passkeys passkeys) {
        this.territory = territory;
        this.passkeys = passkeys;
        this.throttle = new Throttle(territory);
    }

    /** @param proved keeps that it was right, in the transaction in which the passkey was used */
    public Prover.Outcome prove(Request request, String json, Owner.Kind kind, UUID account, BiConsumer<Transaction, Passkey> proved) {
        Throttle.Purpose purpose = kind == Owner.Kind.AGENT ? Throttle.Purpose.AGENT_PASSKEY : Throttle.Purpose.PERSON_PASSKEY;
        Optional<Duration> pause = throttle.enter(purpose, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Prover.Wait("preuve", pause.get());
        }
        return territory.call(transaction -> {
            Verdict verdict = passkeys.check(transaction, kind, json, request);
            if (verdict instanceof Verdict.Right right && right.passkey().owner().account().equals(account)) {
                Throttle.succeeded(transaction, purpose, request.clientAddress());
                proved.accept(transaction, right.passkey());
                return new Prover.Right();
            }
            return new Prover.Wrong(FieldError.of("preuve", "identity.fresh.passkey.wrong"));
        });
    }

    /** The page that asks, with what was wrong or how long to wait. */
    public static Response page(String view, Map<String, Object> model, Prover.Outcome outcome) {
        if (outcome instanceof Prover.Wrong wrong) {
            model.put("errors", List.of(wrong.error()));
            return Response.view(view, model).status(422);
        }
        if (outcome instanceof Prover.Wait wait) {
            model.put("errors", List.of(Pause.error(wait.field(), wait.pause())));
            return Pause.page(Response.view(view, model), wait.pause());
        }
        return Response.view(view, model);
    }
}
