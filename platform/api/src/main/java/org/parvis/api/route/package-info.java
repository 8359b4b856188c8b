/** Requests, responses and routes: a handler is one method from a request to a response. */
@NullMarked
@Version("0.3.0")
@Export
package org.parvis.api.route;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
