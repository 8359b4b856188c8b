package org.parvis.identity.citizen;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Assurance;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Device;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.citizen.ProvidedTable.Provided;
import org.parvis.identity.citizen.StepTable.Step;

/**
 * The one place where a person who has proved who they are gets a session on the territory's host, whatever the way in.
 *
 * <p>A way in (e-mail, password, passkey, identity provider) checks what it has to, finds or makes the account, and answers its request
 * with {@link #open}.
 */
@Component(service = PersonSignIn.class)
public final class PersonSignIn {
    private final TenantData territory;
    private final PersonSessions sessions;
    private final PersonFactor factor;
    private final Audit audit;

    @Activate
    public PersonSignIn(@Reference Database database, @Reference PersonSessions sessions, @Reference PersonFactor factor, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
        this.factor = factor;
        this.audit = audit;
    }

    /** Ways to prove who one is. */
    public enum Method {
        MAIL,
        PASSWORD,
        PASSKEY,
        PROVIDER
    }

    /** What was proved, and how well. */
    public record Proven(Method method, Assurance assurance) {

        public static Proven by(Method method) {
            return new Proven(method, Assurance.DECLARED);
        }
    }

    /** What follows a first step that was right: a session, or the second step. */
    sealed interface Next {
        Response answer(Request request);
    }

    private record Open(String token, boolean lasting, String backTo) implements Next {
        @Override
        public Response answer(Request request) {
            return withSession(PersonPaths.onward(request, backTo), request, token, lasting);
        }
    }

    private record Second(String token) implements Next {
        @Override
        public Response answer(Request request) {
            return StepPages.waiting(Response.seeOther(PersonPaths.in(request, StepPages.PATH)), request, token);
        }
    }

    /**
     * Begins a session in this browser and leads on, after the second step if the person wants one.
     *
     * @param lasting whether the browser keeps it when it is closed
     * @param backTo path on the territory's host; what is none of ours leads to the account
     */
    public Response open(Request request, UUID person, Proven how, boolean lasting, String backTo) {
        return territory.call(transaction -> next(transaction, request, person, how, lasting, backTo, null)).answer(request);
    }

    /**
     * As {@link #open(Request, UUID, Proven, boolean, String)}, in the transaction that used up the proof; the answer is for the caller to send.
     *
     * @param provided where it began, if at a provider
     */
    Next next(Transaction transaction, Request request, UUID person, Proven how, boolean lasting, String backTo, @Nullable Provided provided) {
        if (!factor.asks(transaction, person, how, request.now())) {
            return new Open(open(transaction, request, person, how, lasting, provided), lasting, backTo);
        }
        String token = SqlSessions.newToken();
        String to = PersonPaths.local(backTo, PersonPaths.in(request, PersonPaths.HOME));
        StepTable.insert(transaction, new Step(SqlSessions.hash(token), person, how, lasting, to, provided, request.now().plus(StepPages.LIFETIME)));
        return new Second(token);
    }

    /** After the second step. */
    Next complete(Transaction transaction, Request request, Step step) {
        return new Open(open(transaction, request, step.person(), step.how(), step.lasting(), step.provided()), step.lasting(), step.backTo());
    }

    private String open(Transaction transaction, Request request, UUID person, Proven how, boolean lasting, @Nullable Provided provided) {
        String token = open(transaction, request, person, how, lasting);
        if (provided != null) {
            ProvidedTable.insert(transaction, SqlSessions.hash(token), provided);
        }
        return token;
    }

    /** Opens a session without a second step: for who has just made the account, is signed in to it, or came by a passkey; the cookie is for the caller to set. */
    String open(Transaction transaction, Request request, UUID person, Proven how, boolean lasting) {
        // Whoever signs in gets another token: one that was planted before is worth nothing.
        request.cookie(AccountSessions.cookie(request.secure())).ifPresent(before -> sessions.replace(transaction, before));
        PersonTable.used(transaction, person, request.now());
        if (how.method() == Method.PASSKEY) {
            PersonFactor.found(transaction, person);
        }
        audit.record(transaction, AuditEntry.by(party(transaction, person), "identity.person-sign-in", person.toString())
                .detail(how.method().name().toLowerCase(Locale.ROOT)));
        PersonSessions.revoke(transaction, person);
        String token = sessions.start(transaction, person, how, Device.of(request.header("User-Agent")), lasting, request.now());
        SessionDevices.follow(transaction, request, token);
        return token;
    }

    /**
     * The account with that proven address, made if there is none; to be called in the transaction that used up the proof.
     *
     * @param email in lower case
     */
    public UUID findOrCreate(Transaction transaction, String email, String name, Locale language, Request request) {
        Optional<Person> known = PersonTable.byEmail(transaction, email);
        if (known.isPresent()) {
            return known.get().id();
        }
        UUID id = Ids.next();
        PersonTable.insert(transaction, new Person(id, email, name, null, language.getLanguage(), null, request.now(), request.now()));
        audit.record(transaction, AuditEntry.by(new AuditEntry.Party(id.toString(), name.isEmpty() ? email : name), "identity.person-create", id.toString()));
        return id;
    }

    /** Who is named in the audit log. */
    static AuditEntry.Party party(Transaction transaction, UUID id) {
        return PersonTable.byId(transaction, id).map(PersonSignIn::party).orElseGet(() -> new AuditEntry.Party(id.toString(), ""));
    }

    static AuditEntry.Party party(Person person) {
        return new AuditEntry.Party(person.id().toString(), person.name().isEmpty() ? person.email() : person.name());
    }

    static Response withSession(Response response, Request request, String token, boolean lasting) {
        return response.cookie(new Response.Cookie(AccountSessions.cookie(request.secure()), token, lasting ? PersonSessions.LASTING_AT_MOST : null));
    }

    static Response withoutSession(Response response, Request request) {
        return response.cookie(new Response.Cookie(AccountSessions.cookie(request.secure()), "", Duration.ZERO));
    }

    /** An answer that says so, and that a browser leaves by itself for a page whose way may end on another host. */
    static Response left(String to) {
        return Response.view("identity/person-onward", Map.of("to", to)).header("Refresh", "0; url=" + to);
    }
}
