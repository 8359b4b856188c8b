package org.parvis.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.payment.Payment;

/**
 * A payment with what the ledger alone knows of it.
 *
 * @param token in the address of its public page
 * @param attempt the attempt that is open, or the last one, or null
 */
record Stored(Payment payment, String token, @Nullable UUID attempt, Instant asked) {}
