/** Documents: PDF made of views, text read from PDF, QR codes. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.document;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
