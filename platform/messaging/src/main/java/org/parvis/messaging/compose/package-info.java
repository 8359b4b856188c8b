/** From a notification to a message: kinds, wording, inbox, choices. */
@NullMarked
package org.parvis.messaging.compose;

import org.jspecify.annotations.NullMarked;
