/** The audit log: entries, their chain of seals, signed checkpoints, verification, and the screen that shows them. */
@Plugin(id = "audit", core = true, permissions = "audit.read=admin|auditor")
@NullMarked
package org.parvis.audit;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
