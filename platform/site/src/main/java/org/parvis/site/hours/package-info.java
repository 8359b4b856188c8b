/** Opening hours: weekly slots, exceptions, public holidays, and the sentence that says whether it is open. */
@NullMarked
package org.parvis.site.hours;

import org.jspecify.annotations.NullMarked;
