package org.parvis.identity.citizen;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Handler;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.PasswordService;
import org.parvis.identity.Passwords;
import org.parvis.identity.PasskeyProof;
import org.parvis.identity.Throttle;
import org.parvis.identity.fresh.FreshSignIn;
import org.parvis.identity.fresh.Prover;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkeys;

/**
 * Citizens prove again who they are: by their password or a passkey, if they have one, or by a code sent to their address; those who sign in in two
 * steps by a code of their application or a passkey, since who reads their mail is not to get further here than when signing in.
 */
@Component(service = PersonProof.class)
public final class PersonProof implements Prover {
    private final TenantData territory;
    private final FreshSignIn fresh;
    private final PersonSessions sessions;
    private final PersonFactor factor;
    private final MailProofs mail;
    private final Passkeys passkeys;
    private final PasskeyProof proof;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Audit audit;

    @Activate
    public PersonProof(
            @Reference Database database, @Reference FreshSignIn fresh, @Reference PersonSessions sessions, @Reference PersonFactor factor,
            @Reference MailProofs mail, @Reference Passkeys passkeys, @Reference PasswordService passwords, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.fresh = fresh;
        this.sessions = sessions;
        this.factor = factor;
        this.mail = mail;
        this.passkeys = passkeys;
        this.proof = new PasskeyProof(territory, passkeys);
        this.passwords = passwords.passwords();
        this.throttle = new Throttle(territory);
        this.audit = audit;
    }

    /** A handler of a form that a session left open must not be enough for. */
    Handler before(Handler handler) {
        return fresh.before(this, handler);
    }

    @Override
    public Optional<Session> session(Request request) {
        return root(request).flatMap(root -> PersonSessionTable.proved(territory, root).map(proved -> new Session(root, proved)));
    }

    /** Hash of the session on the territory's host. */
    private Optional<String> root(Request request) {
        return request.cookie(AccountSessions.cookie(request.secure()))
                .flatMap(token -> sessions.session(token, TenantId.TERRITORY, request.now()))
                .map(PersonSessionTable.Stored::root);
    }

    @Override
    public Outcome prove(Request request, Form form) {
        Person person = person(request);
        if (factor.isOn(person.id())) {
            return switch (form.value("preuve")) {
                case "etape" -> byStep(request, person, form.value("preuve-etape"));
                case "cle" -> byPasskey(request, person, form.value("credential"));
                default -> new Asked();
            };
        }
        return switch (form.value("preuve")) {
            case "mot-de-passe" -> byPassword(request, person, form.value("current"));
            case "courriel" -> send(request, person);
            case "code" -> byCode(request, person, form.value("preuve-code"));
            case "cle" -> byPasskey(request, person, form.value("credential"));
            default -> new Asked();
        };
    }

    private Outcome byPassword(Request request, Person person, String typed) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_PASSWORD, person.email(), request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Wait("current", pause.get());
        }
        if (person.passwordHash() == null || !passwords.matches(typed, person.passwordHash())) {
            return new Wrong(FieldError.of("current", "identity.password.current"));
        }
        territory.write(transaction -> {
            Throttle.succeeded(transaction, Throttle.Purpose.PERSON_PASSWORD, person.email(), request.clientAddress());
            proved(transaction, request, person, "password");
        });
        return new Right();
    }

    private Outcome byStep(Request request, Person person, String typed) {
        String bucket = person.id().toString();
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_CODE, bucket, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Wait("preuve-etape", pause.get());
        }
        return territory.call(transaction -> {
            if (!factor.accept(transaction, person.id(), typed, request.now())) {
                return new Wrong(FieldError.of("preuve-etape", "identity.code.wrong"));
            }
            Throttle.succeeded(transaction, Throttle.Purpose.PERSON_CODE, bucket, request.clientAddress());
            proved(transaction, request, person, "code");
            return new Right();
        });
    }

    private Outcome send(Request request, Person person) {
        return mail.sendAgain(person, root(request).orElseThrow(NotFound::new), request)
                .<Outcome>map(pause -> new Wait("preuve-code", pause))
                .orElseGet(Sent::new);
    }

    private Outcome byCode(Request request, Person person, String typed) {
        MailProofs.Outcome outcome = mail.enterAgain(root(request).orElseThrow(NotFound::new), typed, request);
        if (outcome instanceof MailProofs.Right) {
            territory.write(transaction -> proved(transaction, request, person, "mail"));
            return new Right();
        }
        boolean over = outcome instanceof MailProofs.Over;
        return new Wrong(FieldError.of("preuve-code", over ? "identity.fresh.code.over" : "identity.person.code.wrong"));
    }

    private Outcome byPasskey(Request request, Person person, String json) {
        return proof.prove(request, json, Owner.Kind.PERSON, person.id(), (transaction, passkey) -> {
            PersonFactor.found(transaction, person.id());
            proved(transaction, request, person, "passkey");
        });
    }

    private void proved(Transaction transaction, Request request, Person person, String how) {
        PersonSessionTable.proved(transaction, root(request).orElseThrow(NotFound::new), request.now());
        audit.record(transaction, AuditEntry.by(PersonSignIn.party(person), "identity.person-fresh", person.id().toString())
                .detail(how));
    }

    @Override
    public Response page(Request request, String kept, Outcome outcome) {
        Person person = person(request);
        boolean codeSent = outcome instanceof Sent
                || outcome instanceof Wrong wrong && wrong.error().field().equals("preuve-code")
                || outcome instanceof Wait wait && wait.field().equals("preuve-code");
        Map<String, Object> model = new HashMap<>();
        model.put("kept", kept);
        model.put("action", PersonPaths.in(request, request.path()));
        model.put("begin", PersonPaths.in(request, PersonPasskeyPages.SIGN_IN) + "/debut");
        model.put("email", person.email());
        model.put("minutes", FreshSignIn.FRESH.toMinutes());
        model.put("lifetime", MailProofs.LIFETIME.toMinutes());
        model.put("hasPassword", person.passwordHash() != null);
        model.put("hasPasskey", !passkeys.of(Owner.Kind.PERSON, person.id()).isEmpty());
        model.put("twoSteps", factor.isOn(person.id()));
        model.put("sent", codeSent);
        return PasskeyProof.page("identity/person-fresh", model, outcome);
    }

    private Person person(Request request) {
        return PersonTable.byId(territory, ProfilePages.id(request)).orElseThrow(NotFound::new);
    }
}
