package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.tenant.TenantId;

/** What persons let communes see: statements and row mapping. All behind the territory's door. */
final class GrantTable {
    private static final String SELECT =
            "select g.person_id, g.on_site, g.shows_name, g.shows_email, g.shows_phone, g.since from identity_person_grant g where g.tenant_id = :tenant and ";

    private GrantTable() {}

    /** What a commune sees of a person. */
    record Grant(UUID person, TenantId site, boolean name, boolean email, boolean phone, Instant since) {

        Account account(Person of, Assurance assurance) {
            return new Account(
                    of.id(), name && !of.name().isEmpty() ? of.name() : null, email ? of.email() : null, phone ? of.phone() : null, of.language(), assurance);
        }
    }

    static Optional<Grant> of(Reader reader, UUID person, TenantId site) {
        return reader.one(SELECT + "g.person_id = :person and g.on_site = :site", GrantTable::map, "person", person, "site", site);
    }

    static List<Grant> of(Reader reader, UUID person) {
        return reader.list(SELECT + "g.person_id = :person order by g.since desc", GrantTable::map, "person", person);
    }

    static List<Grant> of(Reader reader, Collection<UUID> persons, TenantId site) {
        return reader.list(SELECT + "g.on_site = :site and g.person_id in (:persons)", GrantTable::map, "site", site, "persons", persons);
    }

    static void put(Transaction transaction, Grant grant) {
        delete(transaction, grant.person(), grant.site());
        transaction.execute(
                """
                insert into identity_person_grant (tenant_id, person_id, on_site, shows_name, shows_email, shows_phone, since)
                values (:tenant, :person, :site, :name, :email, :phone, :since)
                """,
                "person", grant.person(), "site", grant.site(), "name", grant.name(), "email", grant.email(), "phone", grant.phone(), "since", grant.since());
    }

    static int delete(Transaction transaction, UUID person, TenantId site) {
        return transaction.execute(
                "delete from identity_person_grant g where g.tenant_id = :tenant and g.person_id = :person and g.on_site = :site", "person", person, "site", site);
    }

    private static Grant map(Row row) {
        return new Grant(
                row.uuid("person_id"),
                new TenantId(row.uuid("on_site")),
                row.bool("shows_name"),
                row.bool("shows_email"),
                row.bool("shows_phone"),
                row.instant("since"));
    }
}
