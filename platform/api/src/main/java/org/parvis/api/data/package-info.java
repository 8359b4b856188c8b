/** The three doors to the database, transactions, change tags, work queue and migrations. */
@NullMarked
@Version("0.3.0")
@Export
package org.parvis.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
