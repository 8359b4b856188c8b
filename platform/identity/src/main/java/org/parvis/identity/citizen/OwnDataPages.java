package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.DataRequests;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** A person's own copy of all that is kept of them, and the end of their account (GDPR, articles 15, 17 and 20). */
@Component
public final class OwnDataPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/donnees";
    /** Neither name nor address: nothing of the person stays behind. */
    private static final String GROUND = "compte usager supprimé par son titulaire, connecté";

    private static final AuditEntry.Party OWNER = new AuditEntry.Party("", "Titulaire du compte");

    private final TenantData territory;
    private final DataRequests requests;
    private final Plugins plugins;
    private final Tenants tenants;
    private final Themes themes;
    private final PersonProof proof;

    @Activate
    public OwnDataPages(
            @Reference Database database, @Reference DataRequests requests, @Reference Plugins plugins, @Reference Tenants tenants, @Reference Themes themes,
            @Reference PersonProof proof) {
        this.territory = database.of(TenantId.TERRITORY);
        this.requests = requests;
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
        this.proof = proof;
    }

    /** What is held, or what became of it. */
    public record Line(String purpose, String tenant, long records, String outcome, String reason) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, request -> page(request, Map.of())).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/copie", proof.before(this::export)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/supprimer", proof.before(this::delete)).requiresAccount());
    }

    private Response page(Request request, Map<String, ?> more) {
        Person person = person(request);
        Map<String, Object> model = new HashMap<>();
        model.put("email", person.email());
        model.put("held", requests.find(TenantId.TERRITORY, all(person), PersonSignIn.party(person)).stream()
                .map(held -> new Line(purpose(request, held.processing()), tenant(held.tenant()), held.records(), "", ""))
                .toList());
        model.putAll(more);
        return Response.view("identity/person-data", model);
    }

    Response export(Request request) {
        Person person = person(request);
        return Response.stream("application/zip", -1, out -> requests.export(
                        TenantId.TERRITORY, all(person), PersonSignIn.party(person), request.language(), out))
                .header("Content-Disposition", "attachment; filename=\"donnees.zip\"");
    }

    Response delete(Request request) throws IOException {
        Person person = person(request);
        if (!request.form().ticked("sure")) {
            return page(request, Map.of("errors", List.of(FieldError.of("sure", "identity.person.delete.sure.missing")))).status(422);
        }
        List<Line> became = requests.erase(TenantId.TERRITORY, account(person), OWNER, GROUND).stream()
                .map(one -> line(request, one))
                .toList();
        return PersonSignIn.withoutSession(Response.view("identity/person-deleted", Map.of("became", became)), request);
    }

    private Line line(Request request, DataRequests.Erased one) {
        PersonalData.Erasure erasure = one.erasure();
        String reason = erasure.reasonKey() == null ? "" : text(request, erasure.reasonKey());
        return new Line(purpose(request, erasure.processing()), tenant(one.tenant()), erasure.records(), erasure.outcome().name(), reason);
    }

    /** The address is proven: what is kept under it is theirs. */
    private static org.parvis.api.privacy.Person all(Person person) {
        return new org.parvis.api.privacy.Person(Set.of(person.email()), Set.of(), Set.of(person.id()), Set.of());
    }

    /** What belongs to the account. What was asked for without it (a newsletter, a file by post) has its own end. */
    private static org.parvis.api.privacy.Person account(Person person) {
        return new org.parvis.api.privacy.Person(Set.of(), Set.of(), Set.of(person.id()), Set.of());
    }

    private String purpose(Request request, String processing) {
        return plugins.all().of(PersonalData.class).stream()
                .flatMap(data -> data.processings().stream())
                .filter(one -> one.id().equals(processing))
                .findFirst()
                .map(one -> text(request, one.purposeKey()))
                .orElse(processing);
    }

    private String tenant(TenantId id) {
        return tenants.byId(id).map(site -> site.tenant().name().name()).orElse("");
    }

    private String text(Request request, String key) {
        return themes.text(request.site().look().theme(), plugins.all(), request.language(), key);
    }

    private Person person(Request request) {
        return PersonTable.byId(territory, ProfilePages.id(request)).orElseThrow(NotFound::new);
    }
}
