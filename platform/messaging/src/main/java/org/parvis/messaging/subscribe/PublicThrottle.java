package org.parvis.messaging.subscribe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.parvis.api.data.Transaction;
import org.parvis.messaging.Sha256;

/** Counts what strangers ask for, by hour; neither addresses of people nor of computers are kept, only what they hash to. */
final class PublicThrottle {
    static final Duration WINDOW = Duration.ofHours(1);

    private PublicThrottle() {}

    /** Counts one use; false when there were more than that many in an hour. */
    static boolean allows(Transaction transaction, String what, int most, Instant now) {
        String bucket = Sha256.of(what);
        transaction.execute(
                "delete from messaging_throttle t where t.tenant_id = :tenant and t.bucket = :bucket and t.since <= :old", "bucket", bucket, "old", now.minus(WINDOW));
        int counted = transaction.execute(
                "update messaging_throttle t set uses = t.uses + 1 where t.tenant_id = :tenant and t.bucket = :bucket", "bucket", bucket);
        if (counted == 0) {
            transaction.execute(
                    "insert into messaging_throttle (tenant_id, bucket, uses, since) values (:tenant, :bucket, 1, :now)", "bucket", bucket, "now", now);
            return true;
        }
        return transaction.count("select t.uses from messaging_throttle t where t.tenant_id = :tenant and t.bucket = :bucket", "bucket", bucket) <= most;
    }

    static int deleteOld(Transaction transaction, Instant now) {
        return transaction.execute("delete from messaging_throttle t where t.tenant_id = :tenant and t.since <= :old", "old", now.minus(WINDOW));
    }

    /** One network of the sixth version of the protocol counts as one computer. */
    static String computer(String address) {
        if (address.indexOf(':') < 0) {
            return "computer:" + address;
        }
        try {
            return "computer:" + HexFormat.of().formatHex(Arrays.copyOf(InetAddress.getByName(address).getAddress(), 8));
        } catch (UnknownHostException malformed) {
            return "computer:malformed";
        }
    }
}
