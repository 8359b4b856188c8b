/** Where a commune says what it offers: its own words, its tariff, what it takes over from above. */
@NullMarked
package org.parvis.demarches.offer;

import org.jspecify.annotations.NullMarked;
