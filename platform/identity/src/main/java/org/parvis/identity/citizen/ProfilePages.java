package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.notify.Inbox;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.Pause;
import org.parvis.identity.citizen.GrantTable.Grant;
import org.parvis.identity.citizen.PersonSessionTable.Stored;
import org.parvis.identity.factor.FactorTable;

/** The account itself, on the territory's host: who one is, where one is signed in, which communes know one. */
@Component
public final class ProfilePages implements Routes {
    static final String EMAIL = PersonPaths.HOME + "/adresse";
    private static final Set<String> LANGUAGES = Set.of("fr", "en");
    private static final Set<String> DONE = Set.of("infos", "adresse", "adresse-prise", "mot-de-passe", "session", "commune", "preferences");
    private static final int SHOWN_OF_HASH = 16;

    private final TenantData territory;
    private final PersonSessions sessions;
    private final Handover handover;
    private final MailProofs proofs;
    private final Inbox inbox;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final PersonWays ways;
    private final PersonProof proof;
    private final SessionDevices devices;
    private final AccountLinks links;

    @Activate
    public ProfilePages(
            @Reference Database database, @Reference PersonSessions sessions, @Reference Handover handover, @Reference MailProofs proofs,
            @Reference Inbox inbox, @Reference Tenants tenants, @Reference PublicUrls urls, @Reference PersonWays ways, @Reference PersonProof proof,
            @Reference SessionDevices devices, @Reference AccountLinks links) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
        this.handover = handover;
        this.proofs = proofs;
        this.inbox = inbox;
        this.tenants = tenants;
        this.urls = urls;
        this.ways = ways;
        this.proof = proof;
        this.devices = devices;
        this.links = links;
    }

    /** A session as shown; {@code id} is the beginning of its hash: enough to tell one's own apart. */
    public record Shown(String id, String device, Instant started, Instant lastUsed, String wayIn, boolean current) {}

    /** A commune that knows the person, and what of them. */
    public record Known(String slug, String name, String address, boolean showsName, boolean showsEmail, boolean showsPhone, Instant since,
            List<AccountLinks.AccountLink> links) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PersonPaths.HOME, request -> page(request, Map.of())).reads("fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PersonPaths.HOME, this::save).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, EMAIL, proof.before(this::changeEmail)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PersonPaths.HOME + "/session", this::endOne).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PersonPaths.HOME + "/commune", this::share).requiresAccount());
    }

    Response save(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = form.value("name");
        if (!Person.isName(name)) {
            fields.wrong("name", "identity.name.invalid", Person.LONGEST_NAME);
        }
        String typed = form.value("phone");
        String phone = typed.isEmpty() ? null : Person.phone(typed);
        if (!typed.isEmpty() && phone == null) {
            fields.wrong("phone", "identity.person.phone.invalid");
        }
        String language = form.value("language");
        if (!LANGUAGES.contains(language)) {
            fields.wrong("language", "identity.language.invalid");
        }
        if (!fields.errors().isEmpty()) {
            return page(request, Map.of("errors", fields.errors(), "typed", form.typed())).status(422);
        }
        UUID id = id(request);
        territory.write(transaction -> {
            PersonTable.update(transaction, id, name, phone, language);
            PersonSessions.revoke(transaction, id);
        });
        return done(request, "infos");
    }

    /** The answer is the same whether or not the address belongs to another account: only its owner learns, from the mail's page. */
    Response changeEmail(Request request) throws IOException {
        String email = PersonSignInPages.normal(request.form().value("newEmail"));
        if (!PersonSignInPages.isEmail(email)) {
            return page(request, wrong(request, FieldError.of("newEmail", "identity.person.email.invalid"))).status(422);
        }
        MailProofs.Outcome outcome = proofs.send(
                ProofTable.Purpose.CHANGE, email, id(request), false, PersonPaths.in(request, PersonPaths.HOME), request);
        if (outcome instanceof MailProofs.Wait wait) {
            Response page = page(request, wrong(request, Pause.error("newEmail", wait.pause())));
            return Pause.page(page, wait.pause());
        }
        return PersonSignInPages.waiting(
                Response.seeOther(PersonPaths.in(request, PersonSignInPages.CODE)), request, ((MailProofs.Sent) outcome).token());
    }

    private static Map<String, Object> wrong(Request request, FieldError error) throws IOException {
        return Map.of("errors", List.of(error), "typed", request.form().typed());
    }

    Response endOne(Request request) throws IOException {
        String shown = request.form().value("session");
        UUID id = id(request);
        String hash = PersonSessionTable.roots(territory, id, request.now()).stream()
                .map(Stored::hash)
                .filter(one -> shown(one).equals(shown))
                .findFirst()
                .orElseThrow(NotFound::new);
        devices.ending(id, hash);
        territory.write(transaction -> {
            PersonSessionTable.delete(transaction, hash);
            PersonSessions.revoke(transaction, id);
        });
        return done(request, "session");
    }

    /** Changes what a commune sees, or lets it know the person no more. */
    Response share(Request request) throws IOException {
        Form form = request.form();
        Site site = tenants.bySlug(form.value("commune")).orElseThrow(NotFound::new);
        Grant grant = GrantTable.of(territory, id(request), site.id()).orElseThrow(NotFound::new);
        if (form.ticked("withdraw")) {
            handover.withdraw(id(request), site.id());
        } else {
            handover.agree(new Grant(grant.person(), grant.site(), form.ticked("name"), form.ticked("email"), form.ticked("phone"), grant.since()));
        }
        return done(request, "commune");
    }

    private Response page(Request request, Map<String, ?> more) {
        UUID id = id(request);
        Person person = PersonTable.byId(territory, id).orElseThrow(NotFound::new);
        String current = request.cookie(AccountSessions.cookie(request.secure()))
                .flatMap(token -> sessions.session(token, TenantId.TERRITORY, request.now()))
                .map(Stored::hash)
                .orElse("");
        Map<String, Object> model = new HashMap<>();
        model.put("name", person.name());
        model.put("email", person.email());
        model.put("phone", Optional.ofNullable(person.phone()).orElse(""));
        model.put("language", person.language());
        model.put("hasPassword", person.passwordHash() != null);
        model.put("twoSteps", FactorTable.PERSONS.isOn(territory, id));
        model.put("ways", !ways.buttons("").isEmpty());
        model.put("unread", inbox.unread(id));
        model.put("sessions", PersonSessionTable.roots(territory, id, request.now()).stream()
                .map(one -> new Shown(shown(one.hash()), one.device(), one.started(), one.lastUsed(), one.wayIn(), one.hash().equals(current)))
                .toList());
        model.put("communes", GrantTable.of(territory, id).stream().flatMap(grant -> known(request, grant).stream()).toList());
        model.put("done", request.query("fait").filter(DONE::contains).orElse(""));
        model.putAll(more);
        return Response.view("identity/person-home", model);
    }

    private Optional<Known> known(Request request, Grant grant) {
        return tenants.byId(grant.site()).map(site -> new Known(
                site.tenant().slug(), site.tenant().name().name(), urls.of(site, PersonPaths.in(request, "/")), grant.name(), grant.email(), grant.phone(),
                grant.since(), links.of(site, request.language())));
    }

    private static Response done(Request request, String what) {
        return Response.seeOther(PersonPaths.in(request, PersonPaths.HOME) + "?fait=" + what);
    }

    static UUID id(Request request) {
        return request.account().orElseThrow(NotFound::new).id();
    }

    private static String shown(String hash) {
        return hash.substring(0, SHOWN_OF_HASH);
    }
}
