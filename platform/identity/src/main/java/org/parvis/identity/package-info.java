/** Agents' accounts, roles, sign-in and sessions; {@code citizen} has those of citizens. */
@Plugin(id = "identity", core = true, permissions = "identity.agents=admin")
@NullMarked
package org.parvis.identity;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
