/** Agents' accounts, roles, sign-in, sessions and the audit log. */
@Plugin(id = "identity", core = true, permissions = "identity.agents=admin")
@NullMarked
package org.parvis.identity;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
