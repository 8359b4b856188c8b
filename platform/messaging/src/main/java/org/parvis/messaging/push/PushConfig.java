package org.parvis.messaging.push;

/** Configuration {@code org.parvis.messaging.push}. */
@interface PushConfig {

    /** Whether people may have their messages announced in their browsers; the makers of these then carry them, encrypted. */
    boolean enabled() default true;

    /** Whom push services write to when something is wrong, as {@code mailto:} or {@code https:} (RFC 8292, 2.1); empty: the territory's site. */
    String contact() default "";
}
