package org.parvis.api.notify;

/** How a message reaches a person. */
public enum Channel {
    EMAIL,
    SMS,
    /** The inbox of the person's account; never fails and never waits. */
    INBOX,
    /** The browsers that a person added to the account ({@link Devices}): announces what comes into the inbox, and goes wherever that goes. */
    PUSH
}
