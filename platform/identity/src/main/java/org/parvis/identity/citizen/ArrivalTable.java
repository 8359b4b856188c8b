package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Assurance;
import org.parvis.identity.oidc.LogoutToken;
import org.parvis.identity.oidc.ProviderMark;

/** People whom a provider recognised and whose account is not known yet: statements and row mapping. All behind the territory's door. */
final class ArrivalTable {
    /** Long enough to wait for a mail. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private ArrivalTable() {}

    /**
     * Somebody on the way to an account.
     *
     * @param email as the provider says, not proven; may be empty
     * @param idToken sealed
     * @param mark what the provider ends its session by; null in a row from before it could
     * @param pivot sealed; null in a row from before there was encryption, which are over after an hour
     * @param backTo path to go to afterwards
     */
    record Arrival(
            String hash, String issuer, String subject, String provider, Assurance assurance, String email, String idToken, String backTo, @Nullable String pivot,
            @Nullable ProviderMark mark) {
        @Override
        public String toString() {
            return "Arrival[" + provider + "]";
        }
    }

    static void insert(Transaction transaction, Arrival arrival, Instant now) {
        transaction.execute(
                """
                insert into identity_person_arrival
                    (tenant_id, token_hash, issuer, subject, provider, assurance, email, id_token, back_to, expires, pivot_sealed, subject_hash, sid_hash)
                values (:tenant, :hash, :issuer, :subject, :provider, :assurance, :email, :token, :back, :expires, :certified, :subjecthash, :sid)
                """,
                "hash", arrival.hash(), "issuer", arrival.issuer(), "subject", arrival.subject(), "provider", arrival.provider(),
                "assurance", arrival.assurance(), "email", arrival.email(), "token", arrival.idToken(), "back", arrival.backTo(),
                "expires", now.plus(LIFETIME), "certified", arrival.pivot(),
                "subjecthash", arrival.mark() == null ? null : arrival.mark().subject(), "sid", arrival.mark() == null ? null : arrival.mark().sid());
    }

    static Optional<Arrival> one(Reader reader, String hash, Instant now) {
        return reader.one(
                """
                select a.token_hash, a.issuer, a.subject, a.provider, a.assurance, a.email, a.id_token, a.back_to, a.pivot_sealed, a.subject_hash, a.sid_hash
                from identity_person_arrival a where a.tenant_id = :tenant and a.token_hash = :hash and a.expires > :now
                """,
                ArrivalTable::map, "hash", hash, "now", now);
    }

    /** False if another request was first. */
    static boolean delete(Transaction transaction, String hash) {
        return transaction.execute("delete from identity_person_arrival a where a.tenant_id = :tenant and a.token_hash = :hash", "hash", hash) == 1;
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_person_arrival a where a.tenant_id = :tenant and a.expires < :now", "now", now);
    }

    /** Nobody goes on with what the provider has ended. */
    static void deleteEnded(Transaction transaction, LogoutToken token) {
        transaction.execute("delete from identity_person_arrival a where a.tenant_id = :tenant and " + LogoutToken.concerns("a"), token.parameters());
    }

    static @Nullable ProviderMark mark(Row row) {
        String subject = row.stringOrNull("subject_hash");
        return subject == null ? null : new ProviderMark(subject, row.stringOrNull("sid_hash"));
    }

    private static Arrival map(Row row) {
        return new Arrival(
                row.string("token_hash"), row.string("issuer"), row.string("subject"), row.string("provider"), Assurance.valueOf(row.string("assurance")),
                row.string("email"), row.string("id_token"), row.string("back_to"), row.stringOrNull("pivot_sealed"), mark(row));
    }
}
