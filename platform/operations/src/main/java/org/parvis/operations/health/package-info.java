/** Whether the installation is well, and its figures. */
@NullMarked
package org.parvis.operations.health;

import org.jspecify.annotations.NullMarked;
