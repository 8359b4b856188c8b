package org.parvis.demarches;

import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.MandateScopes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Texts.Wanted;

/** A mandate can be given for procedures that the tenant offers. */
@Component(service = MandateScopes.class)
public final class MandateProcedures implements MandateScopes {
    private final Offers offers;

    @Activate
    public MandateProcedures(@Reference Offers offers) {
        this.offers = offers;
    }

    @Override
    public List<Scope> scopes(TenantId tenant) {
        return offers.offered(tenant).stream()
                .filter(offered -> offered.procedure().online())
                .map(offered -> new Scope(offered.procedure().id(), offered.procedure().title(Wanted.of(Locale.FRENCH))))
                .toList();
    }
}
