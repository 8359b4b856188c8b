/** Subscriptions of a site: form, confirmation, preferences, alerts at once or as a digest. */
@NullMarked
package org.parvis.messaging.subscribe;

import org.jspecify.annotations.NullMarked;
