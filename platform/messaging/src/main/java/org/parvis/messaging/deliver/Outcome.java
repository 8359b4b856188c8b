package org.parvis.messaging.deliver;

/** What became of an attempt to deliver a message. */
public sealed interface Outcome {

    /** The other side has taken it over. */
    record Delivered() implements Outcome {}

    /** Nobody wants it any more: nothing was sent. */
    record Dropped(String reason) implements Outcome {}

    /** Refused for good: another attempt would end the same way. */
    record Refused(String reason) implements Outcome {}

    /** Refused for now, for reasons of this one message. */
    record Later(String reason) implements Outcome {}

    /** The other side does not answer, or does not let us in: no message can be sent. */
    record Unreachable(String reason) implements Outcome {}
}
