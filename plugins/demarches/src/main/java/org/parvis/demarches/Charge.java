package org.parvis.demarches;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.api.payment.Payment;

/**
 * What a file is charged, as pages show it.
 *
 * @param what the fee in the procedure's words
 * @param state of the payment, in lower case
 * @param means message key's end, or empty
 * @param path of the page where it is paid
 * @param deskPath below the base of the back office
 * @param online whether it can be paid online
 * @param open whether it is still to be paid
 * @param changed when it came into that state, or null while it is due
 */
public record Charge(
        String what, String amount, String state, String reference, String means, String path, String deskPath, boolean online, boolean open,
        @Nullable Instant changed) {

    /** A payment with the fee that it is for. */
    record Asked(String fee, Payment payment) {}
}
