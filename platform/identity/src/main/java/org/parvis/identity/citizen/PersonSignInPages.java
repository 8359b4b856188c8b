package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Pause;
import org.parvis.identity.citizen.ProofTable.Proof;
import org.parvis.identity.citizen.ProofTable.Purpose;

/** Signing in and signing up by e-mail, on the territory's host: the same way, so that nobody learns who has an account. */
@Component
public final class PersonSignInPages implements Routes {
    static final String CODE = PersonPaths.SIGN_IN + "/code";
    static final String CREATE = PersonPaths.HOME + "/creer";
    static final String LINK = PersonPaths.HOME + "/lien/";
    private static final int LONGEST_EMAIL = 254;

    private final MailProofs proofs;
    private final ProvenMail proven;
    private final PersonWays ways;

    @Activate
    public PersonSignInPages(@Reference MailProofs proofs, @Reference ProvenMail proven, @Reference PersonWays ways) {
        this.proofs = proofs;
        this.proven = proven;
        this.ways = ways;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PersonPaths.SIGN_IN, this::form).reads("retour", "fin", "tard", "cle", "etape").readsAccount(),
                Route.of("POST", Scope.TERRITORY, PersonPaths.SIGN_IN, this::send),
                Route.of("GET", Scope.TERRITORY, CODE, this::codeForm),
                Route.of("POST", Scope.TERRITORY, CODE, this::enter).readsAccount(),
                Route.of("GET", Scope.TERRITORY, LINK + "{lien}", this::link).readsAccount(),
                Route.of("POST", Scope.TERRITORY, LINK + "{lien}", this::confirm).readsAccount());
    }

    Response form(Request request) {
        String to = PersonPaths.local(request.query("retour").orElse(""), "");
        if (request.account().isPresent()) {
            return Response.seeOther(PersonPaths.local(to, PersonPaths.in(request, PersonPaths.HOME)));
        }
        FieldError late = request.query("tard").isPresent() ? FieldError.of("email", "identity.person.late")
                : request.query("etape").isPresent() ? FieldError.of("email", "identity.code.over") : null;
        return signIn(to, Map.of(), late, request.query("fin").orElse(""), PersonPasskeyPages.problem(request));
    }

    Response send(Request request) throws IOException {
        Form form = request.form();
        String to = form.value("retour");
        String email = normal(form.value("email"));
        if (!isEmail(email)) {
            return signIn(to, form.typed(), FieldError.of("email", "identity.person.email.invalid"), "").status(422);
        }
        MailProofs.Outcome outcome = proofs.send(
                Purpose.SIGN_IN, email, null, form.ticked("lasting"), PersonPaths.local(to, PersonPaths.in(request, PersonPaths.HOME)), request);
        if (outcome instanceof MailProofs.Wait wait) {
            return Pause.page(signIn(to, form.typed(), Pause.error("email", wait.pause()), ""), wait.pause());
        }
        return waiting(Response.seeOther(PersonPaths.in(request, CODE)), request, ((MailProofs.Sent) outcome).token());
    }

    Response codeForm(Request request) {
        return waiting(request).map(proof -> codePage(request, proof, null)).orElseGet(() -> over(request));
    }

    Response enter(Request request) throws IOException {
        String token = request.cookie(MailProofs.cookie(request)).orElse("");
        Proof waiting = waiting(request).filter(proof -> ProvenMail.isFor(request, proof)).orElse(null);
        if (waiting == null) {
            return over(request);
        }
        String typed = request.form().value("code");
        if (typed.isEmpty()) {
            return codePage(request, waiting, FieldError.of("code", "identity.person.code.empty")).status(422);
        }
        MailProofs.Outcome outcome = proofs.enter(token, typed, request);
        if (outcome instanceof MailProofs.Right right) {
            return proven.go(request, right.proof());
        }
        return outcome instanceof MailProofs.Wrong
                ? codePage(request, waiting, FieldError.of("code", "identity.person.code.wrong")).status(422)
                : over(request);
    }

    /** Opening a link does nothing yet: programs that look through mail open it too. */
    Response link(Request request) {
        String path = LINK + request.variable("lien");
        Optional<Proof> proof = proofs.behind(request.variable("lien"), request.now());
        boolean signInFirst = request.account().isEmpty() && proof.filter(one -> one.purpose() == Purpose.CHANGE).isPresent();
        Response page = signInFirst
                ? Response.seeOther(PersonPaths.in(request, PersonPaths.SIGN_IN) + "?retour=" + PersonPaths.encoded(PersonPaths.in(request, path)))
                : proof.filter(one -> ProvenMail.isFor(request, one))
                        .map(one -> Response.view("identity/person-link", Map.of("email", one.email(), "change", one.purpose() == Purpose.CHANGE, "action", path)))
                        .orElseGet(() -> gone(request));
        return page.header("X-Robots-Tag", "noindex").header("Referrer-Policy", "no-referrer");
    }

    Response confirm(Request request) {
        String link = request.variable("lien");
        boolean theirs = proofs.behind(link, request.now()).filter(proof -> ProvenMail.isFor(request, proof)).isPresent();
        return theirs && proofs.confirm(link, request) instanceof MailProofs.Right right ? proven.go(request, right.proof()) : gone(request);
    }

    private Optional<Proof> waiting(Request request) {
        return request.cookie(MailProofs.cookie(request))
                .flatMap(token -> proofs.waiting(token, request.now()))
                .filter(proof -> proof.purpose() == Purpose.SIGN_IN || proof.purpose() == Purpose.CHANGE);
    }

    static Response waiting(Response response, Request request, String token) {
        return response.cookie(new Response.Cookie(MailProofs.cookie(request), token, MailProofs.LIFETIME.multipliedBy(2)));
    }

    static Response forgetWaiting(Response response, Request request) {
        return response.cookie(new Response.Cookie(MailProofs.cookie(request), "", Duration.ZERO));
    }

    private static Response over(Request request) {
        return forgetWaiting(Response.seeOther(PersonPaths.in(request, PersonPaths.SIGN_IN) + "?tard=1"), request);
    }

    private static Response gone(Request request) {
        return Response.view("identity/person-link-gone", Map.of()).status(404);
    }

    private static Response codePage(Request request, Proof proof, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("email", proof.email());
        model.put("minutes", MailProofs.LIFETIME.toMinutes());
        model.put("change", proof.purpose() == Purpose.CHANGE);
        model.put("back", proof.backTo());
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-code", model);
    }

    private Response signIn(String to, Map<String, String> typed, @Nullable FieldError error, String ended) {
        return signIn(to, typed, error, ended, "");
    }

    private Response signIn(String to, Map<String, String> typed, @Nullable FieldError error, String ended, String passkeyProblem) {
        Map<String, Object> model = new HashMap<>();
        model.put("to", to);
        model.put("ended", ended);
        model.put("ways", ways.buttons(to));
        model.put("passkeyProblem", passkeyProblem);
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", typed);
        }
        return Response.view("identity/person-sign-in", model);
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isEmail(String normal) {
        return normal.length() <= LONGEST_EMAIL && Recipient.isEmail(normal) && normal.substring(normal.indexOf('@')).contains(".");
    }
}
