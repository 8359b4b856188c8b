package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Assurance;
import org.parvis.identity.citizen.ProvidedTable.Provided;
import org.parvis.identity.oidc.LogoutToken;
import org.parvis.identity.oidc.ProviderMark;

/** Sign-ins whose first step was right and whose second is to come: no session yet, and worth nothing without the code. All behind the territory's door. */
final class StepTable {
    private StepTable() {}

    /**
     * As stored.
     *
     * @param hash of the token in the browser's cookie
     * @param provided where it began, if at a provider
     * @param expires UTC
     */
    record Step(
            String hash, UUID person, PersonSignIn.Proven how, boolean lasting, String backTo, @Nullable Provided provided, Instant expires) {}

    static void insert(Transaction transaction, Step step) {
        Provided provided = step.provided();
        ProviderMark mark = provided == null ? null : provided.mark();
        transaction.execute(
                """
                insert into identity_person_step
                    (tenant_id, token_hash, person_id, way_in, assurance, lasting, back_to, provider, id_token, subject_hash, sid_hash, expires)
                values (:tenant, :hash, :person, :way, :assurance, :lasting, :back, :provider, :token, :subject, :sid, :expires)
                """,
                "hash", step.hash(), "person", step.person(), "way", step.how().method(), "assurance", step.how().assurance(), "lasting", step.lasting(),
                "back", step.backTo(), "provider", provided == null ? null : provided.provider(), "token", provided == null ? null : provided.idToken(),
                "subject", mark == null ? null : mark.subject(), "sid", mark == null ? null : mark.sid(), "expires", step.expires());
    }

    /** One that is not over. */
    static Optional<Step> one(Reader reader, String hash, Instant now) {
        return reader.one(
                """
                select s.token_hash, s.person_id, s.way_in, s.assurance, s.lasting, s.back_to, s.provider, s.id_token, s.subject_hash, s.sid_hash, s.expires
                from identity_person_step s where s.tenant_id = :tenant and s.token_hash = :hash and s.expires > :now
                """,
                StepTable::map, "hash", hash, "now", now);
    }

    /** False if another request was first. */
    static boolean delete(Transaction transaction, String hash) {
        return transaction.execute("delete from identity_person_step s where s.tenant_id = :tenant and s.token_hash = :hash", "hash", hash) == 1;
    }

    static void deleteOf(Transaction transaction, UUID person) {
        transaction.execute("delete from identity_person_step s where s.tenant_id = :tenant and s.person_id = :person", "person", person);
    }

    /** Those that a provider ends. */
    static void deleteEnded(Transaction transaction, LogoutToken token) {
        transaction.execute("delete from identity_person_step s where s.tenant_id = :tenant and " + LogoutToken.concerns("s"), token.parameters());
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_person_step s where s.tenant_id = :tenant and s.expires < :now", "now", now);
    }

    private static Step map(Row row) {
        String provider = row.stringOrNull("provider");
        Provided provided = provider == null ? null : new Provided(provider, row.string("id_token"), ArrivalTable.mark(row));
        return new Step(
                row.string("token_hash"), row.uuid("person_id"),
                new PersonSignIn.Proven(PersonSignIn.Method.valueOf(row.string("way_in")), Assurance.valueOf(row.string("assurance"))),
                row.bool("lasting"), row.string("back_to"), provided, row.instant("expires"));
    }
}
