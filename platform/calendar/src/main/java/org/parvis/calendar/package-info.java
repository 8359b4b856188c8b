/** iCalendar and school holidays. */
@Plugin(id = "calendar", core = true)
@NullMarked
package org.parvis.calendar;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
