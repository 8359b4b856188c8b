package org.parvis.identity.fresh;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;

/** How one kind of people proves again who they are. */
public interface Prover {

    /** Hash of the session of the one who asks and when they proved last who they are; empty if nobody is signed in. */
    Optional<Session> session(Request request);

    /** @param proved UTC */
    record Session(String hash, Instant proved) {}

    /** Checks what was typed on the page, and keeps that it was right. */
    Outcome prove(Request request, Form form) throws IOException;

    /** What came of it. */
    sealed interface Outcome {}

    /** Nothing was typed yet. */
    record Asked() implements Outcome {}

    /** A code was sent, which is to be typed. */
    record Sent() implements Outcome {}

    record Right() implements Outcome {}

    /** The proof is made elsewhere: the page that leads there. */
    record Elsewhere(Response leaving) implements Outcome {}

    record Wrong(FieldError error) implements Outcome {}

    record Wait(String field, Duration pause) implements Outcome {}

    /**
     * The page that asks.
     *
     * @param kept what was typed into the form that has to wait, for a hidden field {@code kept}
     */
    Response page(Request request, String kept, Outcome outcome);
}
