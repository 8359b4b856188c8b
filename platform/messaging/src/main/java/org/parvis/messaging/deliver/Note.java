package org.parvis.messaging.deliver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.messaging.deliver.MessageTable.State;

/**
 * What became of a message.
 *
 * @param state WAITING: to be tried again
 * @param due when, if it is to be tried again
 */
record Note(Message message, State state, @Nullable String error, Instant now, @Nullable Instant due) {}
