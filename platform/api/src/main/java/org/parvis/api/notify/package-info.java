/** Messages to people: kinds of notifications, sending, the account's inbox, what may be subscribed to. */
@NullMarked
@Version("0.3.0")
@Export
package org.parvis.api.notify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
