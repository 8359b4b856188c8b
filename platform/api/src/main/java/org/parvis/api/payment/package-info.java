/** Paying what a service of a tenant costs: the contract between services, means of payment and the ledger, which is the platform's. */
@NullMarked
@Version("0.4.0")
@Export
package org.parvis.api.payment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
