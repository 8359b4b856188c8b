/** Console commands on files; the shell makes one object for each call and fills its fields. */
@NullMarked
package org.parvis.files.console;

import org.jspecify.annotations.NullMarked;
