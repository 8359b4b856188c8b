package org.parvis.api.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;

/** Tells the outside what happened: the web hooks that a tenant set up. */
@ProviderType
public interface Events {

    /**
     * Announces in the transaction that does it: hooks hear of it if and only if that transaction commits. Costs one query when nobody
     * listens.
     */
    void announce(Transaction transaction, Event event);

    /** Takes back what was announced for later and has not been told yet. */
    void takeBack(Transaction transaction, String type, String subject);

    /**
     * What happened. Nothing of it may be personal: whoever is told fetches the rest where it may be seen.
     *
     * @param type one of {@link EventTypes}
     * @param subject id of what it happened to
     * @param path of its public page, without language
     * @param at when, also later (a planned publication), or null: now
     */
    record Event(String type, String subject, String path, @Nullable Instant at) {}
}
