/** Messages to the browsers of people who asked for them (Web Push: RFC 8030, 8291, 8292). */
@NullMarked
package org.parvis.messaging.push;

import org.jspecify.annotations.NullMarked;
