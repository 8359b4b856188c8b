/** The civil calendar: public and school holidays, periods that laws set, iCalendar. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.calendar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
