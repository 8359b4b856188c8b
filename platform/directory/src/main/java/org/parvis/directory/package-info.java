/** Associations and organisations of each tenant, kept fresh by the people who act for them, and the venues that services share. */
@Plugin(id = "directory", core = true, permissions = {"directory.write=editor", "directory.settings=admin"})
@NullMarked
package org.parvis.directory;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
