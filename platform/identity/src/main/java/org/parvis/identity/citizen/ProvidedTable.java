package org.parvis.identity.citizen;

import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/** Which sessions began at an identity provider, to be ended there too; gone with the session. All behind the territory's door. */
final class ProvidedTable {
    private ProvidedTable() {}

    /** @param idToken to be shown to the provider when signing out */
    record Provided(String provider, String idToken) {
        @Override
        public String toString() {
            return provider;
        }
    }

    static void insert(Transaction transaction, String sessionHash, Provided provided) {
        transaction.execute(
                "insert into identity_person_provided (tenant_id, token_hash, provider, id_token) values (:tenant, :hash, :provider, :token)",
                "hash", sessionHash, "provider", provided.provider(), "token", provided.idToken());
    }

    static Optional<Provided> of(Reader reader, String sessionHash) {
        return reader.one(
                "select p.provider, p.id_token from identity_person_provided p where p.tenant_id = :tenant and p.token_hash = :hash",
                row -> new Provided(row.string("provider"), row.string("id_token")),
                "hash", sessionHash);
    }
}
