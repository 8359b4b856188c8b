package org.parvis.demarches.prefill;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.CallRate;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Screen;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * What a link to a prepared form opens: a page that says what it is, and a button. Programs that look at links in mails begin nothing, and a
 * form that was begun by the link is gone on with, not begun again.
 */
@Component(service = Routes.class)
public final class PrefillPages implements Routes {
    private static final String PATTERN = Prefills.PATH + "{token}";

    private final Prefills prefills;
    private final Offers offers;
    private final Drafts drafts;
    private final Attachments attachments;
    private final CallRate guesses = new CallRate(30, Duration.ofHours(1));

    @Activate
    public PrefillPages(@Reference Prefills prefills, @Reference Offers offers, @Reference Drafts drafts, @Reference Attachments attachments) {
        this.prefills = prefills;
        this.offers = offers;
        this.drafts = drafts;
        this.attachments = attachments;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(PATTERN, this::show).readsAccount(), Route.post(PATTERN, this::begin).readsAccount());
    }

    /** A link that holds, and its procedure in the version that serves. */
    private record Open(Prefill prefill, Procedure procedure) {}

    private Optional<Open> open(Request request) {
        Optional<Open> open = prefills.open(request.tenant(), request.variable("token"), request.now())
                .flatMap(prefill -> offers.offered(request.tenant(), prefill.procedure())
                        .map(Offers.Offered::procedure)
                        .filter(Procedure::online)
                        .map(procedure -> new Open(prefill, procedure)));
        if (open.isEmpty() && !guesses.allows(request.clientAddress(), request.now())) {
            throw Invalid.request(429, "demarches.opinion.often");
        }
        return open;
    }

    private static Response gone() {
        return quiet(Response.view("demarches/prefill-gone", Map.of())).status(404);
    }

    private static Response quiet(Response response) {
        return response.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    }

    private Response show(Request request) {
        return open(request).map(open -> {
            Map<String, Object> model = new HashMap<>();
            model.put("here", Prefills.PATH + request.variable("token"));
            model.put("procedure", open.procedure().id());
            model.put("title", open.procedure().title(Wanted.of(request.language())));
            model.put("by", open.prefill().by());
            // Its last day: the link ends with it.
            model.put("until", open.prefill().expires().minusSeconds(1));
            model.put("begun", begun(request, open.prefill()).isPresent());
            return quiet(Response.view("demarches/prefill", model));
        }).orElseGet(PrefillPages::gone);
    }

    /** The form that this person began by the link, while they can go on with it. */
    private Optional<Draft> begun(Request request, Prefill prefill) {
        try {
            return prefill.draft() == null ? Optional.empty() : Optional.of(drafts.get(request, prefill.draft()));
        } catch (NotFound elsewhere) {
            return Optional.empty();
        }
    }

    private Response begin(Request request) {
        return open(request).map(open -> {
            Holder holder = Holder.of(request).orElseGet(Holder::fresh);
            Draft draft = begun(request, open.prefill()).orElseGet(() -> fresh(request, open, holder));
            return Response.seeOther(Paths.prefix(request) + "/teleservices/formulaire/" + draft.id() + "/1").cookie(holder.cookie());
        }).orElseGet(PrefillPages::gone);
    }

    private Draft fresh(Request request, Open open, Holder holder) {
        Procedure procedure = open.procedure();
        LocalDate today = LocalDate.ofInstant(request.now(), request.site().tenant().zone());
        Screen screen = new Screen(procedure, Wanted.of(request.language()), id -> attachments.byId(request.tenant(), id));
        Draft draft = drafts.begin(
                request.tenant(), procedure, holder, request.account().orElse(null), false,
                known -> Prefills.fitting(procedure, known, open.prefill().answers(), screen, today), request.now());
        prefills.begun(request.tenant(), open.prefill(), draft);
        return draft;
    }
}
