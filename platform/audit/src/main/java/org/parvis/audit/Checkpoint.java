package org.parvis.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;

/**
 * A signed statement: at that time a tenant's chain ended with that seal.
 *
 * @param signer id of the key; see {@link SigningKey}
 * @param signature Ed25519 (RFC 8032) over {@link #statement}, in Base64
 */
record Checkpoint(TenantId tenant, long seal, String digest, Instant made, String signer, String signature) {
    private static final String FORM = "parvis-audit-checkpoint-1";
    private static final int PARTS = 7;

    static final String COLUMNS = "c.tenant_id, c.seal, c.digest, c.made, c.signer, c.signature";

    static Checkpoint of(Row row) {
        return new Checkpoint(
                new TenantId(row.uuid("tenant_id")), row.longValue("seal"), row.string("digest"), row.instant("made"), row.string("signer"), row.string("signature"));
    }

    /** What is signed: the line of the file without the signature. */
    String statement() {
        return String.join("\t", FORM, tenant.value().toString(), String.valueOf(seal), digest, made.toString(), signer);
    }

    /** As a line of a file: words with tabs between them. */
    String line() {
        return statement() + "\t" + signature;
    }

    Checkpoint signed(String other) {
        return new Checkpoint(tenant, seal, digest, made, signer, other);
    }

    /** Reads a line; empty if it is none of ours. */
    static Optional<Checkpoint> read(String line) {
        String[] parts = line.strip().split("\t");
        if (parts.length != PARTS || !parts[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(
                    new TenantId(UUID.fromString(parts[1])), Long.parseLong(parts[2]), parts[3], Instant.parse(parts[4]), parts[5], parts[6]));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
