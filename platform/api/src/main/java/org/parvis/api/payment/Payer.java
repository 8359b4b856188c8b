package org.parvis.api.payment;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked to pay.
 *
 * @param name as it stands on receipts, or empty
 * @param email where the receipt goes, or null
 * @param account of the person, or null
 * @param language of messages
 */
public record Payer(String name, @Nullable String email, @Nullable UUID account, Locale language) {}
