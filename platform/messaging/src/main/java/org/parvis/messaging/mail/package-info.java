/** E-mail over SMTP. */
@NullMarked
package org.parvis.messaging.mail;

import org.jspecify.annotations.NullMarked;
