/** The fleet's pages in the back office of the territory, for operators. */
@NullMarked
package org.parvis.operations.fleet;

import org.jspecify.annotations.NullMarked;
