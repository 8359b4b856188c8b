/** Agents with their roles and permissions, citizens with their accounts, and the sessions of both. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
