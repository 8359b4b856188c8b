/** Files that go to another service, to another commune or to another administration, and those that come from one. */
@NullMarked
package org.parvis.demarches.transfer;

import org.jspecify.annotations.NullMarked;
