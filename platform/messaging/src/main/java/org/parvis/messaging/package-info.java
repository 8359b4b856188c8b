/** Messages to people: wording, sending, delivery queue, e-mail, the account's inbox. */
@NullMarked
@Plugin(id = "messaging", core = true, permissions = {"messaging.messages=admin", "messaging.write=editor", "messaging.fleet=operator"})
package org.parvis.messaging;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
