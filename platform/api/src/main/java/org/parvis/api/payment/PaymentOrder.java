package org.parvis.api.payment;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks to be paid for.
 *
 * @param key makes asking twice the same as asking once: {@code <plugin>:<id of the thing>:<what>}, unique in the tenant for ever
 * @param cents in euro cents, at least 1
 * @param object what it is for, as the payer reads it and as it stands on the receipt, 100 characters at most
 * @param returnPath page of the tenant's site that the payer comes back to
 * @param expires from when it cannot be paid any more (UTC), or null: never
 */
public record PaymentOrder(String key, long cents, String object, Payer payer, String returnPath, @Nullable Instant expires) {

    /** Characters of {@code object} at most. */
    public static final int LONGEST = 100;

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]{1,30}:[A-Za-z0-9:._-]{1,120}");
    private static final long MOST = 10_000_000;

    /** @throws IllegalArgumentException if a part is malformed */
    public PaymentOrder {
        boolean path = returnPath.startsWith("/") && !returnPath.startsWith("//") && !returnPath.contains("\\");
        if (!KEY.matcher(key).matches() || cents < 1 || cents > MOST || object.isBlank() || object.length() > LONGEST || !path) {
            throw new IllegalArgumentException("no order of a payment: " + key);
        }
    }

    /** Whether another order with the same key asks for the same. */
    public boolean sameAs(PaymentOrder other) {
        return key.equals(other.key) && cents == other.cents && object.equals(other.object);
    }

    /** What is paid for: {@code <plugin>:<id of the thing>}. */
    public String thing() {
        int end = key.indexOf(':', key.indexOf(':') + 1);
        return end < 0 ? key : key.substring(0, end);
    }

    /** Id of the plugin that asks. */
    public String plugin() {
        return key.substring(0, key.indexOf(':'));
    }
}
