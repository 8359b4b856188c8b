package org.parvis.outbound;

/** Configuration {@code org.parvis.outbound}. */
@interface OutboundConfig {

    /** Internal hosts that may be reached all the same, {@code host:port} separated by commas. */
    String internal() default "";
}
