/**
 * PayFiP, the payment service of the French State's Direction générale des Finances publiques for public bodies, by its web service for régies. Never run
 * against the real service: see {@code docs/decisions/payments-payfip.md}.
 */
@NullMarked
package org.parvis.payments.payfip;

import org.jspecify.annotations.NullMarked;
