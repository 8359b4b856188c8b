package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.PasswordService;
import org.parvis.identity.Passwords;
import org.parvis.identity.Pause;
import org.parvis.identity.Throttle;
import org.parvis.identity.citizen.PersonSessionTable.Stored;

/** Signing in by password, and choosing one: whoever forgot theirs signs in by e-mail and chooses another. */
@Component
public final class PersonPasswordPages implements Routes {
    static final String SIGN_IN = PersonPaths.SIGN_IN + "/mot-de-passe";
    static final String CHANGE = PersonPaths.HOME + "/mot-de-passe";
    private final TenantData territory;
    private final PersonSignIn signIn;
    private final PersonSessions sessions;
    private final Passwords passwords;
    private final PasswordService service;
    private final Notifications notifications;
    private final Audit audit;
    private final Throttle throttle;
    private final PersonProof proof;
    private final SessionDevices devices;

    @Activate
    public PersonPasswordPages(
            @Reference Database database, @Reference PersonSignIn signIn, @Reference PersonSessions sessions, @Reference PasswordService service,
            @Reference Notifications notifications, @Reference Audit audit, @Reference PersonProof proof, @Reference SessionDevices devices) {
        this.territory = database.of(TenantId.TERRITORY);
        this.signIn = signIn;
        this.sessions = sessions;
        this.service = service;
        this.passwords = service.passwords();
        this.notifications = notifications;
        this.audit = audit;
        this.throttle = new Throttle(territory);
        this.proof = proof;
        this.devices = devices;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, SIGN_IN, request -> page(request.query("retour").orElse(""), Map.of(), null)).reads("retour"),
                Route.of("POST", Scope.TERRITORY, SIGN_IN, this::enter),
                Route.of("GET", Scope.TERRITORY, CHANGE, request -> changePage(request, null)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, CHANGE, proof.before(this::change)).requiresAccount());
    }

    Response enter(Request request) throws IOException {
        Form form = request.form();
        String to = form.value("retour");
        String email = PersonSignInPages.normal(form.value("email"));
        String password = form.value("password");
        if (email.isEmpty() || password.isEmpty()) {
            return page(to, form.typed(), FieldError.of("email", "identity.sign-in.empty")).status(422);
        }
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_PASSWORD, email, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return Pause.page(page(to, form.typed(), Pause.error("email", pause.get())), pause.get());
        }
        Person person = PersonSignInPages.isEmail(email) ? PersonTable.byEmail(territory, email).orElse(null) : null;
        boolean right = matches(person, password);
        if (person == null || !right) {
            return page(to, form.typed(), FieldError.of("email", "identity.person.password.wrong")).status(422);
        }
        territory.write(transaction -> Throttle.succeeded(transaction, Throttle.Purpose.PERSON_PASSWORD, email, request.clientAddress()));
        return signIn.open(request, person.id(), PersonSignIn.Proven.by(PersonSignIn.Method.PASSWORD), form.ticked("lasting"), to);
    }

    /** Takes as long for an account without password, and for one that does not exist. */
    private boolean matches(@Nullable Person person, String password) {
        if (person == null || person.passwordHash() == null) {
            passwords.compareWithNobody(password);
            return false;
        }
        return passwords.matches(password, person.passwordHash());
    }

    Response change(Request request) throws IOException {
        Form form = request.form();
        Person person = person(request);
        boolean none = "1".equals(form.value("none"));
        Optional<FieldError> wrong = none ? Optional.empty() : service.rules().wrong(form.value("password"), person.email());
        if (wrong.isPresent()) {
            return changePage(request, wrong.get()).status(422);
        }
        String hash = none ? null : passwords.hash(form.value("password"));
        String root = session(request).root();
        devices.endingAll(person.id(), root);
        territory.write(transaction -> {
            PersonTable.updatePassword(transaction, person.id(), hash);
            ProofTable.deleteOf(transaction, person);
            PersonSessions.endAll(transaction, person.id(), root);
            notifications.send(transaction, Notification.of(
                    PersonKinds.PASSWORD, Recipient.email(person.email(), person.locale()), Map.of("adresse", person.email())));
            audit.record(transaction, AuditEntry.by(PersonSignIn.party(person), "identity.person-password", person.id().toString()));
        });
        return Response.seeOther(PersonPaths.in(request, PersonPaths.HOME) + "?fait=mot-de-passe");
    }

    private Stored session(Request request) {
        return request.cookie(AccountSessions.cookie(request.secure()))
                .flatMap(token -> sessions.session(token, TenantId.TERRITORY, request.now()))
                .orElseThrow(Forbidden::new);
    }

    private Person person(Request request) {
        return PersonTable.byId(territory, request.account().orElseThrow(NotFound::new).id()).orElseThrow(NotFound::new);
    }

    private Response changePage(Request request, @Nullable FieldError error) {
        Person person = person(request);
        Map<String, Object> model = new HashMap<>();
        model.put("email", person.email());
        model.put("has", person.passwordHash() != null);
        model.put("shortest", Passwords.SHORTEST);
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-password", model);
    }

    private static Response page(String to, Map<String, String> typed, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("to", to);
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", Map.of("email", typed.getOrDefault("email", "")));
        }
        return Response.view("identity/person-sign-in-password", model);
    }
}
