/** SMS: over SMPP 3.4, or through any provider's HTTP interface. */
@NullMarked
package org.parvis.messaging.sms;

import org.jspecify.annotations.NullMarked;
