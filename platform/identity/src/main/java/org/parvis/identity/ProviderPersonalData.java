package org.parvis.identity;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** To whom at an identity provider agents' accounts belong. */
@Component
public final class ProviderPersonalData implements PersonalData {
    private static final String PROVIDERS = "identity.providers";

    @Override
    public List<Processing> processings() {
        // Deleted with the account, or by its owner.
        return List.of(new Processing(PROVIDERS, "identity.data.providers.purpose", "identity.data.providers.categories", LegalBasis.PUBLIC_TASK, Period.ZERO)
                .of("identity.data.persons")
                .controlledBy(Controller.TERRITORY));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return person.accounts().isEmpty() ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Accounts are behind the territory's door alone: a commune's finds none. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (UUID id : person.accounts()) {
            for (LinkTable.Link link : LinkTable.of(tenant, id)) {
                out.record(PROVIDERS, link.issuer(), List.of(
                        new Export.Field("provider", "identity.data.provider", link.issuer()),
                        new Export.Field("subject", "identity.data.subject", link.subject()),
                        new Export.Field("since", "identity.data.started", link.since()),
                        new Export.Field("last_used", "identity.data.used", link.lastUsed())));
            }
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long links = person.accounts().isEmpty()
                ? 0
                : transaction.count("select count(*) from identity_oidc_link l where l.tenant_id = :tenant and l.account_id in (:ids)", "ids", person.accounts());
        return links == 0 ? List.of() : List.of(Erasure.kept(PROVIDERS, links, "identity.data.kept"));
    }
}
