package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Device;
import org.parvis.identity.Pause;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkey;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.identity.passkey.Verdict;

/** Citizens' passkeys, on the territory's host: signing in with one, and those of the account. */
@Component
public final class PersonPasskeyPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/cles";
    static final String SIGN_IN = PersonPaths.SIGN_IN + "/cle";
    private static final Set<String> DONE = Set.of("ajoutee", "renommee", "supprimee");
    private static final Set<String> PROBLEMS = Set.of("refusee", "tard", "attente");

    private final Passkeys passkeys;
    private final PersonPasskeys accounts;
    private final PersonProof proof;

    @Activate
    public PersonPasskeyPages(@Reference Passkeys passkeys, @Reference PersonPasskeys accounts, @Reference PersonProof proof) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.proof = proof;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("POST", Scope.TERRITORY, SIGN_IN + "/debut", this::begin),
                Route.of("POST", Scope.TERRITORY, SIGN_IN, this::enter),
                Route.of("GET", Scope.TERRITORY, PATH, this::show).reads("fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/nouvelle", proof.before(this::beginAdding)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, proof.before(this::add)).requiresAccount(),
                Route.of("GET", Scope.TERRITORY, PATH + "/{id}", this::showOne).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}", this::rename).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}/supprimer", proof.before(this::remove)).requiresAccount());
    }

    /** What the sign-in page says of an attempt with a passkey that came to nothing; empty if there was none. */
    static String problem(Request request) {
        return request.query("cle").filter(PROBLEMS::contains).orElse("");
    }

    /** The one thing that the script asks for by itself: a challenge. */
    Response begin(Request request) {
        Optional<Duration> pause = passkeys.pause(request);
        if (pause.isPresent()) {
            return Pause.page(Response.text("application/json", "{}"), pause.get());
        }
        Passkeys.Begun begun = passkeys.beginSignIn(Owner.Kind.PERSON, request);
        return Response.text("application/json", begun.options()).cookie(begun.cookie());
    }

    Response enter(Request request) throws IOException {
        Form form = request.form();
        PersonPasskeys.Outcome outcome = accounts.signIn(form.value("credential"), form.ticked("lasting"), request);
        if (outcome.token() != null) {
            return PersonSignIn.withSession(PersonPaths.onward(request, form.value("retour")), request, outcome.token(), form.ticked("lasting"));
        }
        String to = form.value("retour");
        String back = to.isEmpty() ? "" : "&retour=" + PersonPaths.encoded(to);
        return Response.seeOther(PersonPaths.in(request, PersonPaths.SIGN_IN) + "?cle=" + outcome.problem() + back);
    }

    Response show(Request request) {
        return list(request, null);
    }

    private Response list(Request request, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("passkeys", passkeys.of(Owner.Kind.PERSON, ProfilePages.id(request)).stream().map(Shown::of).toList());
        model.put("suggested", Device.of(request.header("User-Agent")));
        model.put("most", Passkeys.MOST);
        model.put("done", request.query("fait").filter(DONE::contains).orElse(""));
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-passkeys", model);
    }

    /** A passkey as shown. */
    public record Shown(String id, String name, Instant since, @Nullable Instant lastUsed, boolean backedUp) {
        public static Shown of(Passkey passkey) {
            return new Shown(passkey.id().toString(), passkey.name(), passkey.since(), passkey.lastUsed(), passkey.backedUp());
        }
    }

    Response beginAdding(Request request) throws IOException {
        String name = request.form().value("name");
        if (!Passkey.isName(name)) {
            return with(list(request, FieldError.of("name", "identity.passkey.name.invalid")), request).status(422);
        }
        UUID id = ProfilePages.id(request);
        if (passkeys.of(Owner.Kind.PERSON, id).size() >= Passkeys.MOST) {
            return with(list(request, FieldError.of("name", "identity.passkey.many", Passkeys.MOST)), request).status(422);
        }
        Person person = accounts.person(id);
        Passkeys.Begun begun = passkeys.beginAdding(
                Owner.Kind.PERSON, id, person.email(), person.name().isEmpty() ? person.email() : person.name(), request);
        return Response.view("identity/person-passkey-new", Map.of("name", name, "options", begun.options())).cookie(begun.cookie());
    }

    /** The same page with what was typed. */
    private static Response with(Response page, Request request) throws IOException {
        Response.View view = (Response.View) page.content();
        Map<String, Object> model = new HashMap<>(view.model());
        model.put("typed", request.form().typed());
        return Response.view(view.template(), model);
    }

    Response add(Request request) throws IOException {
        Form form = request.form();
        String name = form.value("name");
        if (!Passkey.isName(name)) {
            return list(request, FieldError.of("name", "identity.passkey.name.invalid")).status(422);
        }
        Verdict verdict = accounts.add(ProfilePages.id(request), name, form.value("credential"), request);
        if (verdict instanceof Verdict.Not not) {
            return with(list(request, FieldError.of("name", "identity.passkey.add." + reason(not))), request).status(422);
        }
        return done(request, "ajoutee");
    }

    /** As messages name it: who adds one to their own account may know why it does not work. */
    private static String reason(Verdict.Not not) {
        return switch (not.reason()) {
            case OVER -> "over";
            case TAKEN -> "taken";
            case MANY -> "many";
            case UNKNOWN, WRONG, COUNTER -> "wrong";
        };
    }

    Response showOne(Request request) {
        return onePage(request, null);
    }

    private Response onePage(Request request, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>(Map.of("passkey", Shown.of(one(request))));
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-passkey", model);
    }

    Response rename(Request request) throws IOException {
        String name = request.form().value("name");
        if (!Passkey.isName(name)) {
            return with(onePage(request, FieldError.of("name", "identity.passkey.name.invalid")), request).status(422);
        }
        accounts.rename(ProfilePages.id(request), one(request), name);
        return done(request, "renommee");
    }

    Response remove(Request request) {
        accounts.remove(ProfilePages.id(request), one(request));
        return done(request, "supprimee");
    }

    private Passkey one(Request request) {
        return passkeys.one(Owner.Kind.PERSON, ProfilePages.id(request), request.variable("id")).orElseThrow(NotFound::new);
    }

    private static Response done(Request request, String what) {
        return Response.seeOther(PersonPaths.in(request, PATH) + "?fait=" + what);
    }
}
