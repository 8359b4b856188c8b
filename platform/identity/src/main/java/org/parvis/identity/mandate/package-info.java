/** Mandates: agents who act for a person, with that person's agreement. */
@NullMarked
package org.parvis.identity.mandate;

import org.jspecify.annotations.NullMarked;
