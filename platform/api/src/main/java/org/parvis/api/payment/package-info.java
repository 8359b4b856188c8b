/** Paying what a service of a tenant costs: the contract between services, means of payment and the ledger. Nothing implements it yet. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.payment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
