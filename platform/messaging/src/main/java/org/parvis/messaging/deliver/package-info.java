/** The delivery queue: claims, attempts, retries, and its pages. */
@NullMarked
package org.parvis.messaging.deliver;

import org.jspecify.annotations.NullMarked;
