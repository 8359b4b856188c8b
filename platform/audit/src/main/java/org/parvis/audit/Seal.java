package org.parvis.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;

/**
 * Closes a batch of entries of a tenant, and all those before it.
 *
 * @param number from 1
 * @param previous digest of the seal before it, {@link #NONE} for the first
 * @param digest SHA-256, in hexadecimal; see {@link #digest}
 */
record Seal(long number, String previous, String digest, int entries, Instant sealed) {
    static final String NONE = "0".repeat(64);

    static final String COLUMNS = "s.seal, s.previous, s.digest, s.entries, s.sealed";

    private static final byte[] FORM = "parvis-audit-seal-1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 36;
    private static final int ENTRY = 24;

    static Seal of(Row row) {
        return new Seal(row.longValue("seal"), row.string("previous"), row.string("digest"), row.integer("entries"), row.instant("sealed"));
    }

    /**
     * The digest that a seal over these entries must have: {@code parvis-audit-seal-1}, tenant (16 bytes), number (8), time in microseconds
     * (8), number of entries (4), the previous digest (32); then of each entry its id (16), time (8) and commitment (32). Big endian.
     */
    static String digest(TenantId tenant, long number, String previous, Instant sealed, List<Recorded> entries) {
        MessageDigest digest = Commitment.sha256();
        digest.update(FORM);
        ByteBuffer numbers = ByteBuffer.allocate(HEAD);
        numbers.putLong(tenant.value().getMostSignificantBits()).putLong(tenant.value().getLeastSignificantBits());
        numbers.putLong(number).putLong(Commitment.micros(sealed)).putInt(entries.size());
        digest.update(numbers.flip());
        digest.update(Commitment.HEX.parseHex(previous));
        for (Recorded entry : entries) {
            numbers.clear().limit(ENTRY);
            numbers.putLong(entry.id().getMostSignificantBits()).putLong(entry.id().getLeastSignificantBits()).putLong(Commitment.micros(entry.happened()));
            digest.update(numbers.flip());
            digest.update(Commitment.HEX.parseHex(entry.commitment()));
        }
        return Commitment.HEX.formatHex(digest.digest());
    }
}
