/** People, services, commissions and useful contacts. */
@NullMarked
package org.parvis.site.people;

import org.jspecify.annotations.NullMarked;
