package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SealedTexts;

/** What identity providers certify of citizens: with the account, and not a day longer. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class PersonProviderPrivacy implements PersonalData, PurgeRule {
    private static final String PROVIDERS = "identity.person-providers";

    private final SealedTexts sealed;

    @Activate
    public PersonProviderPrivacy(@Reference SealedTexts sealed) {
        this.sealed = sealed;
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                        PROVIDERS, "identity.data.person-providers.purpose", "identity.data.person-providers.categories", LegalBasis.PUBLIC_TASK,
                        PersonPrivacy.UNUSED)
                .controlledBy(Controller.TERRITORY));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, org.parvis.api.privacy.Person person) {
        boolean none = person.accounts().isEmpty()
                || acrossTerritory.count("select count(*) from identity_person_link l where l.person_id in (:ids)", "ids", person.accounts()) == 0;
        return none ? List.of() : List.of(TenantId.TERRITORY);
    }

    @Override
    public void export(Reader tenant, org.parvis.api.privacy.Person person, Export out) throws IOException {
        for (UUID id : person.accounts()) {
            for (PersonLinkTable.Link link : PersonLinkTable.of(tenant, id)) {
                Pivot pivot = link.open(sealed);
                out.record(PROVIDERS, link.provider(), List.of(
                        new Export.Field("issuer", "identity.data.provider", link.issuer()),
                        new Export.Field("subject", "identity.data.subject", link.subject()),
                        new Export.Field("given_name", "identity.pivot.given", pivot.givenNames()),
                        new Export.Field("family_name", "identity.pivot.family", pivot.familyName()),
                        new Export.Field("preferred_username", "identity.pivot.usual", pivot.usualName()),
                        new Export.Field("birthdate", "identity.pivot.birthdate", pivot.birthdate()),
                        new Export.Field("gender", "identity.pivot.gender", pivot.gender()),
                        new Export.Field("birthplace", "identity.pivot.birthplace", pivot.birthplace()),
                        new Export.Field("birthcountry", "identity.pivot.birthcountry", pivot.birthcountry()),
                        new Export.Field("since", "identity.person.since", link.since()),
                        new Export.Field("last_used", "identity.data.last", link.lastUsed())));
            }
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, org.parvis.api.privacy.Person person, Instant now) {
        int erased = person.accounts().isEmpty()
                ? 0
                : transaction.execute("delete from identity_person_link l where l.tenant_id = :tenant and l.person_id in (:ids)", "ids", person.accounts());
        return erased == 0 ? List.of() : List.of(Erasure.erased(PROVIDERS, erased));
    }

    @Override
    public String name() {
        return "identity.arrivals";
    }

    @Override
    public String processing() {
        return PROVIDERS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return List.of(TenantId.TERRITORY);
    }

    /** Who came by a provider and went no further; what is tied goes with its account. */
    @Override
    public int purge(Transaction transaction, Instant now) {
        return ArrivalTable.deleteExpired(transaction, now);
    }
}
