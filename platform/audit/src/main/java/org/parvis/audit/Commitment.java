package org.parvis.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * SHA-256 over what an entry says, behind a random salt.
 *
 * <p>Canonical form: the salt (16 bytes), {@code parvis-audit-1}, tenant and entry (16 bytes each), microseconds since 1970 (8 bytes, big
 * endian); then actor's reference and name, those of the one on whose behalf, those of the person concerned, action, subject, detail, and
 * the tenant that is concerned, each as its length in bytes of UTF-8 (4 bytes, big endian; -1 for none) and these bytes. Not safe for
 * several threads.
 */
final class Commitment {
    static final HexFormat HEX = HexFormat.of();

    private static final byte[] FORM = "parvis-audit-1".getBytes(StandardCharsets.US_ASCII);
    private static final int NUMBERS = 40;

    private final MessageDigest digest = sha256();
    private final ByteBuffer numbers = ByteBuffer.allocate(NUMBERS);
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Microseconds since 1970. */
    static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
    }

    byte[] of(TenantId tenant, UUID id, Instant happened, Recorded.Content content) {
        digest.update(HEX.parseHex(content.salt()));
        digest.update(FORM);
        UUID owner = tenant.value();
        numbers.clear();
        numbers.putLong(owner.getMostSignificantBits()).putLong(owner.getLeastSignificantBits());
        numbers.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).putLong(micros(happened));
        digest.update(numbers.flip());
        field(content.actorRef());
        field(content.actorName());
        field(content.behalfRef());
        field(content.behalfName());
        field(content.personRef());
        field(content.personName());
        field(content.action());
        field(content.subject());
        field(content.detail());
        UUID about = content.about();
        field(about == null ? null : about.toString());
        return digest.digest();
    }

    private void field(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        length.clear();
        length.putInt(text == null ? -1 : bytes.length);
        digest.update(length.flip());
        digest.update(bytes);
    }
}
