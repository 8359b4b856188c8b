/** A door for very large private files, for the bench alone. */
@NullMarked
@Plugin(id = "benchupload", permissions = "benchupload.send=editor")
package org.parvis.benchupload;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
