/** Console commands of the scope {@code parvis}; the shell makes one object for each call and fills its fields. */
@NullMarked
package org.parvis.audit.console;

import org.jspecify.annotations.NullMarked;
