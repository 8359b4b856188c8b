package org.parvis.directory;

import java.time.LocalDate;
import java.util.UUID;
import org.parvis.api.directory.Organisation;
import org.parvis.api.directory.Rna;
import org.parvis.api.directory.Siren;
import org.parvis.api.tenant.TenantId;

/**
 * An organisation in the directory of a tenant.
 *
 * @param published whether the public sees it
 * @param verified the day on which somebody last said that it is right
 */
record Listing(TenantId tenant, UUID id, String slug, Details details, boolean published, LocalDate verified, int version) {

    static final String PATH = "/associations";

    String path() {
        return PATH + "/" + slug;
    }

    Organisation organisation() {
        return new Organisation(
                tenant, id, details.name(), details.category(), Rna.parse(details.rna()).orElse(null), Siren.parse(details.siren()).orElse(null),
                details.email(), details.phone(), path());
    }
}
