/** Agents who are away and their deputies. */
@NullMarked
package org.parvis.identity.absence;

import org.jspecify.annotations.NullMarked;
