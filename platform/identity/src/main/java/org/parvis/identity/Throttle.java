package org.parvis.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;

/**
 * Slows guessing down, per account and per address; known and unknown accounts alike.
 *
 * <p>What is counted for one purpose does not count for another: a town hall behind one address whose visitors mistype codes still signs in.
 *
 * <p>An attempt is counted before the password is looked at, so that many at once do not pass together.
 */
public final class Throttle {
    private static final int ACCOUNT_FREE = 5;
    private static final int ADDRESS_FREE = 30;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final TenantData territory;

    public Throttle(TenantData territory) {
        this.territory = territory;
    }

    /** What somebody guesses at, or makes the server do, again and again; each with a counter of its own for the same address. */
    public enum Purpose {
        AGENT_PASSWORD,
        AGENT_CODE,
        AGENT_PASSKEY,
        FORGOTTEN,
        PROVIDER,
        LOGOUT_TOKEN,
        PERSON_PASSWORD,
        PERSON_MAIL,
        PERSON_PASSKEY,
        PERSON_CODE,
        CHALLENGE,
        FOLLOW_UP,
        FOLLOW_UP_AGAIN,
        MANDATE
    }

    private record State(int attempts, Instant since, Instant closedUntil) {}

    /**
     * Counts an attempt; answers how long to wait if it may not be made now.
     *
     * @param who the account, address or thing that it concerns, known or not
     */
    public Optional<Duration> enter(Purpose purpose, String who, String address, Instant now) {
        return counted(transaction -> {
            Optional<Duration> byAddress = enter(transaction, addressBucket(purpose, address), ADDRESS_FREE, now);
            return byAddress.isPresent() ? byAddress : enter(transaction, accountBucket(purpose, who), ACCOUNT_FREE, now);
        });
    }

    /** Counts an attempt that concerns no account yet. */
    public Optional<Duration> enter(Purpose purpose, String address, Instant now) {
        return enter(purpose, address, ADDRESS_FREE, now);
    }

    /** As {@link #enter(Purpose, String, Instant)}, with so many before the first pause. */
    public Optional<Duration> enter(Purpose purpose, String address, int free, Instant now) {
        return counted(transaction -> enter(transaction, addressBucket(purpose, address), free, now));
    }

    private Optional<Duration> counted(Function<Transaction, Optional<Duration>> attempt) {
        try {
            return territory.call(attempt);
        } catch (Conflict atOnce) {
            // Two first attempts at the same moment: now the row is there.
            return territory.call(attempt);
        }
    }

    /** Forgets the attempts on an account that was signed in to, and the last one of the address. */
    public static void succeeded(Transaction transaction, Purpose purpose, String who, String address) {
        transaction.execute(
                "delete from identity_throttle t where t.tenant_id = :tenant and t.bucket = :bucket", "bucket", accountBucket(purpose, who));
        succeeded(transaction, purpose, address);
    }

    /** Forgets the last attempt of the address. */
    public static void succeeded(Transaction transaction, Purpose purpose, String address) {
        transaction.execute(
                "update identity_throttle t set attempts = t.attempts - 1 where t.tenant_id = :tenant and t.bucket = :bucket and t.attempts > 0",
                "bucket", addressBucket(purpose, address));
    }

    static int deleteOld(Transaction transaction, Instant now) {
        return transaction.execute(
                "delete from identity_throttle t where t.tenant_id = :tenant and t.since < :old", "old", now.minus(FORGOTTEN.multipliedBy(2)));
    }

    private static Optional<Duration> enter(Transaction transaction, String bucket, int free, Instant now) {
        // Counting comes first: it locks the row until the end of the transaction.
        int counted = transaction.execute(
                "update identity_throttle t set attempts = t.attempts + 1 where t.tenant_id = :tenant and t.bucket = :bucket", "bucket", bucket);
        if (counted == 0) {
            transaction.execute(
                    "insert into identity_throttle (tenant_id, bucket, attempts, since, closed_until) values (:tenant, :bucket, 1, :now, :now)",
                    "bucket", bucket, "now", now);
            return Optional.empty();
        }
        State state = transaction
                .one(
                        "select t.attempts, t.since, t.closed_until from identity_throttle t where t.tenant_id = :tenant and t.bucket = :bucket",
                        row -> new State(row.integer("attempts"), row.instant("since"), row.instant("closed_until")),
                        "bucket", bucket)
                .orElseThrow();
        if (now.isBefore(state.closedUntil())) {
            store(transaction, bucket, new State(state.attempts() - 1, state.since(), state.closedUntil()));
            return Optional.of(Duration.between(now, state.closedUntil()));
        }
        int attempts = state.since().plus(FORGOTTEN).isBefore(now) ? 1 : state.attempts();
        store(transaction, bucket, new State(attempts, now, now.plus(pause(attempts - free))));
        return Optional.empty();
    }

    /** After the attempts that are free, each doubles the pause. */
    private static Duration pause(int over) {
        if (over < 0) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(over, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static void store(Transaction transaction, String bucket, State state) {
        transaction.execute(
                """
                update identity_throttle t set attempts = :attempts, since = :since, closed_until = :closing
                where t.tenant_id = :tenant and t.bucket = :bucket
                """,
                "attempts", state.attempts(), "since", state.since(), "closing", state.closedUntil(), "bucket", bucket);
    }

    /** Hashed: neither addresses of people nor what they mistyped is kept. */
    private static String accountBucket(Purpose purpose, String who) {
        return SqlSessions.hash("account:" + purpose + ":" + who);
    }

    /** One network of the sixth version counts as one address. */
    private static String addressBucket(Purpose purpose, String address) {
        String counted = address;
        if (address.indexOf(':') >= 0) {
            try {
                counted = HexFormat.of().formatHex(Arrays.copyOf(InetAddress.getByName(address).getAddress(), 8));
            } catch (UnknownHostException malformed) {
                counted = "malformed";
            }
        }
        return SqlSessions.hash("address:" + purpose + ":" + counted);
    }
}
