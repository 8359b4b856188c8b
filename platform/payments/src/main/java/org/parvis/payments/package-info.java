/** The ledger of payments: what services ask for, paid online by a means of payment or at the counter, once. */
@Plugin(
        id = "payments",
        core = true,
        permissions = {"payments.collect=case_worker|accountant|auditor", "payments.ledger=accountant|auditor", "payments.settings=admin"})
@NullMarked
package org.parvis.payments;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
