package org.parvis.identity.fresh;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Seal;
import org.parvis.api.route.Form;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Request;

/**
 * Lets a form through if its sender proved lately who they are, and asks for that first if they did not.
 *
 * <p>What was typed waits meanwhile in the page that asks, encrypted and for this session and this form alone: it is done as soon as the
 * person has proved who they are, and nothing has to be typed again.
 */
@Component(service = FreshSignIn.class)
public final class FreshSignIn {
    /** So long after signing in, or proving it again, nobody is asked. */
    public static final Duration FRESH = Duration.ofMinutes(10);

    public static final String KEPT = "kept";

    private final KeptForms keptForms;

    @Activate
    public FreshSignIn(@Reference Seal seal) {
        this.keptForms = new KeptForms(seal);
    }

    public Handler before(Prover prover, Handler handler) {
        return request -> {
            Optional<Prover.Session> session = prover.session(request);
            if (session.isEmpty()) {
                return handler.handle(request);
            }
            Form form = request.form();
            String kept = form.value(KEPT);
            Request asked = kept.isEmpty() ? request : keptForms.open(request, kept, session.get().hash());
            Prover.Outcome outcome = kept.isEmpty() ? new Prover.Asked() : prover.prove(request, form);
            if (outcome instanceof Prover.Right || request.now().isBefore(session.get().proved().plus(FRESH))) {
                return handler.handle(asked);
            }
            return prover.page(request, kept.isEmpty() ? keptForms.seal(request, form, session.get().hash()) : kept, outcome);
        };
    }
}
