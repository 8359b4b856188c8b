package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** E-mail addresses that are being proven: statements and row mapping. All behind the territory's door. */
final class ProofTable {
    private static final String SELECT =
            """
            select p.browser_hash, p.purpose, p.email, p.person_id, p.link_hash, p.code_hash, p.lasting, p.expires, p.back_to
            from identity_person_proof p where p.tenant_id = :tenant and p.expires > :now and\s""";

    private ProofTable() {}

    /** What an address is proven for. */
    enum Purpose {
        SIGN_IN,
        /** It is proven; the account is still to be made. */
        CREATE,
        /** It becomes the address of an account that there is. */
        CHANGE,
        /** Who is signed in proves again who they are. */
        AGAIN
    }

    /**
     * As stored.
     *
     * @param browser hash of the token in the cookie of the browser that asked
     * @param link hash of the token in the mail's link
     * @param code hash of the mail's six digits, mixed with the browser's
     * @param expires UTC
     */
    record Proof(
            String browser, Purpose purpose, String email, @Nullable UUID person, String link, String code, boolean lasting, Instant expires, String backTo) {}

    static void insert(Transaction transaction, Proof proof) {
        transaction.execute(
                """
                insert into identity_person_proof
                    (tenant_id, browser_hash, purpose, email, person_id, link_hash, code_hash, tries, lasting, expires, back_to)
                values (:tenant, :browser, :purpose, :email, :person, :link, :code, 0, :lasting, :expires, :back)
                """,
                "browser", proof.browser(), "purpose", proof.purpose(), "email", proof.email(), "person", proof.person(), "link", proof.link(),
                "code", proof.code(), "lasting", proof.lasting(), "expires", proof.expires(), "back", proof.backTo());
    }

    static Optional<Proof> byBrowser(Reader reader, String hash, Instant now) {
        return reader.one(SELECT + "p.browser_hash = :hash", ProofTable::map, "hash", hash, "now", now);
    }

    static Optional<Proof> byLink(Reader reader, String hash, Instant now) {
        return reader.one(SELECT + "p.link_hash = :hash", ProofTable::map, "hash", hash, "now", now);
    }

    /** Counts a try before the code is looked at; false if there were too many. */
    static boolean mayTry(Transaction transaction, String browser, int most) {
        return transaction.execute(
                        "update identity_person_proof p set tries = p.tries + 1 where p.tenant_id = :tenant and p.browser_hash = :hash and p.tries < :most",
                        "hash", browser, "most", most)
                == 1;
    }

    /** False if another request was first. */
    static boolean delete(Transaction transaction, String browser) {
        return transaction.execute("delete from identity_person_proof p where p.tenant_id = :tenant and p.browser_hash = :hash", "hash", browser) == 1;
    }

    /** Whatever was sent to somebody and not used yet. */
    static void deleteOf(Transaction transaction, Person person) {
        transaction.execute(
                "delete from identity_person_proof p where p.tenant_id = :tenant and (p.person_id = :person or p.email = :email and p.purpose = :purpose)",
                "person", person.id(), "email", person.email(), "purpose", Purpose.SIGN_IN);
    }

    /** What was sent to an address for the same before, whatever browser asked. */
    static void deleteOf(Transaction transaction, Purpose purpose, String email) {
        transaction.execute("delete from identity_person_proof p where p.tenant_id = :tenant and p.email = :email and p.purpose = :purpose", "email", email, "purpose", purpose);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_person_proof p where p.tenant_id = :tenant and p.expires < :now", "now", now);
    }

    private static Proof map(Row row) {
        return new Proof(
                row.string("browser_hash"),
                Purpose.valueOf(row.string("purpose")),
                row.string("email"),
                row.uuidOrNull("person_id"),
                row.string("link_hash"),
                row.string("code_hash"),
                row.bool("lasting"),
                row.instant("expires"),
                row.string("back_to"));
    }
}
