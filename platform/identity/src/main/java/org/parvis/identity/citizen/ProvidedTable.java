package org.parvis.identity.citizen;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.identity.oidc.LogoutToken;
import org.parvis.identity.oidc.ProviderMark;

/** Which sessions began at an identity provider, to be ended there too; gone with the session. All behind the territory's door. */
final class ProvidedTable {
    private ProvidedTable() {}

    /**
     * @param idToken to be shown to the provider when signing out
     * @param mark what the provider ends the session by; null: from before providers could, or not asked for
     */
    record Provided(String provider, String idToken, @Nullable ProviderMark mark) {
        @Override
        public String toString() {
            return provider;
        }
    }

    static void insert(Transaction transaction, String sessionHash, Provided provided) {
        transaction.execute(
                "insert into identity_person_provided (tenant_id, token_hash, provider, id_token, subject_hash, sid_hash)"
                        + " values (:tenant, :hash, :provider, :token, :subject, :sid)",
                "hash", sessionHash, "provider", provided.provider(), "token", provided.idToken(),
                "subject", provided.mark() == null ? null : provided.mark().subject(), "sid", provided.mark() == null ? null : provided.mark().sid());
    }

    /** Hashes of the sessions on the territory's host that a provider ends. */
    static List<String> ended(Reader reader, LogoutToken token) {
        return reader.list(
                "select p.token_hash from identity_person_provided p where p.tenant_id = :tenant and " + LogoutToken.concerns("p"),
                row -> row.string("token_hash"), token.parameters());
    }

    static Optional<Provided> of(Reader reader, String sessionHash) {
        return reader.one(
                "select p.provider, p.id_token from identity_person_provided p where p.tenant_id = :tenant and p.token_hash = :hash",
                row -> new Provided(row.string("provider"), row.string("id_token"), null),
                "hash", sessionHash);
    }
}
