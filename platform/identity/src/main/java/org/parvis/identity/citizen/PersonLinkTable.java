package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Assurance;
import org.parvis.identity.SealedTexts;

/** To whom at an identity provider accounts belong: statements and row mapping. All behind the territory's door. */
final class PersonLinkTable {
    private static final String SELECT = "select l.issuer, l.subject, l.person_id, l.provider, l.since, l.last_used, l.assurance, l.given_name, l.family_name, "
            + "l.usual_name, l.birthdate, l.gender, l.birthplace, l.birthcountry, l.pivot_sealed from identity_person_link l where l.tenant_id = :tenant and ";

    private PersonLinkTable() {}

    /**
     * As stored.
     *
     * @param provider id of the configuration by which it was made: at FranceConnect a person is another for each client
     * @param pivot as {@link SealedTexts} seals its text, or null: it stands in {@code clear}, from before there was encryption
     */
    record Link(
            String issuer, String subject, UUID person, String provider, Instant since, Instant lastUsed, Assurance assurance, @Nullable String pivot,
            Pivot clear) {

        Pivot open(SealedTexts sealed) {
            return pivot == null ? clear : Pivot.of(sealed.open(pivot, SealedTexts.pivot(issuer, subject)));
        }
    }

    static Optional<Link> of(Reader reader, String issuer, String subject) {
        return reader.one(SELECT + "l.issuer = :issuer and l.subject = :subject", PersonLinkTable::map, "issuer", issuer, "subject", subject);
    }

    static List<Link> of(Reader reader, UUID person) {
        return reader.list(SELECT + "l.person_id = :person order by l.since", PersonLinkTable::map, "person", person);
    }

    static void insert(Transaction transaction, Link link) {
        transaction.execute(
                """
                insert into identity_person_link (tenant_id, issuer, subject, person_id, provider, since, last_used, assurance, pivot_sealed)
                values (:tenant, :issuer, :subject, :person, :provider, :since, :used, :assurance, :certified)
                """,
                "issuer", link.issuer(), "subject", link.subject(), "person", link.person(), "provider", link.provider(), "since", link.since(),
                "used", link.lastUsed(), "assurance", link.assurance(), "certified", link.pivot());
    }

    /** Those that stand in clear, from before there was encryption. */
    static List<Link> clear(Reader reader, int limit) {
        return reader.list(SELECT + "l.pivot_sealed is null fetch first " + limit + " rows only", PersonLinkTable::map);
    }

    /** Takes the place of what stands in clear; nothing if the person signed in meanwhile. */
    static int seal(Transaction transaction, Link link, String pivot) {
        return transaction.execute(
                """
                update identity_person_link l set pivot_sealed = :certified, given_name = null, family_name = null, usual_name = null, birthdate = null,
                    gender = null, birthplace = null, birthcountry = null
                where l.tenant_id = :tenant and l.issuer = :issuer and l.subject = :subject and l.pivot_sealed is null
                """,
                "certified", pivot, "issuer", link.issuer(), "subject", link.subject());
    }

    static int delete(Transaction transaction, Link link) {
        return transaction.execute(
                "delete from identity_person_link l where l.tenant_id = :tenant and l.issuer = :issuer and l.subject = :subject",
                "issuer", link.issuer(), "subject", link.subject());
    }

    private static Link map(Row row) {
        return new Link(
                row.string("issuer"), row.string("subject"), row.uuid("person_id"), row.string("provider"), row.instant("since"), row.instant("last_used"),
                Assurance.valueOf(row.string("assurance")), row.stringOrNull("pivot_sealed"), Pivot.of(row));
    }
}
