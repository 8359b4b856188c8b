package org.parvis.tenancy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantKind;

/** Gives a tenant other official data; with another name its site moves to another host, and the old one redirects. */
final class Renaming {
    private final Slugs slugs;

    Renaming(Slugs slugs) {
        this.slugs = slugs;
    }

    void apply(Transaction transaction, Registered tenant, Registered.Official official) {
        TenantTable.updateOfficial(transaction, tenant.id(), official);
        boolean moves = tenant.kind() != TenantKind.TERRITORY && !Slug.of(official.name()).equals(Slug.of(tenant.official().name()));
        String canonical = tenant.canonicalHost();
        boolean ownDomain = canonical != null && canonical.indexOf('.') >= 0;
        if (moves && !ownDomain) {
            TenantTable.updateCanonical(transaction, tenant.id(), label(transaction, tenant, official));
        }
        transaction.touch(LiveTenants.SITE);
    }

    /** The label for the new name: one that it had before, or a fresh one; null for the slug itself. */
    private @Nullable String label(Transaction transaction, Registered tenant, Registered.Official official) {
        String wanted = Slug.of(official.name());
        if (wanted.equals(tenant.slug())) {
            return null;
        }
        Optional<HostTable.Stored> former = HostTable.one(transaction, wanted).filter(host -> host.site().equals(tenant.id()));
        if (former.isPresent()) {
            return wanted;
        }
        String label = slugs.take(official.name(), official.insee() == null ? official.siren() : official.insee());
        HostTable.insert(transaction, new HostTable.Stored(label, tenant.id()));
        return label;
    }
}
