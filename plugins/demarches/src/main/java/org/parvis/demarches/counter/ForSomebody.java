package org.parvis.demarches.counter;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.CounterForms;
import org.parvis.api.identity.MandateScopes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Offers;

/** Agents enter requests for people in the procedures that the tenant offers; a mandate can be given for each. */
@Component(service = {MandateScopes.class, CounterForms.class})
public final class ForSomebody implements MandateScopes, CounterForms {
    private final Offers offers;

    @Activate
    public ForSomebody(@Reference Offers offers) {
        this.offers = offers;
    }

    @Override
    public List<Scope> scopes(TenantId tenant) {
        return offers.named(tenant, Cases.COMMUNE, Scope::new);
    }

    @Override
    public List<Form> forms(TenantId tenant) {
        return scopes(tenant).stream().map(scope -> new Form(scope.label(), "/demarches-saisir/" + scope.id(), CaseAccess.COUNTER, "file")).toList();
    }
}
