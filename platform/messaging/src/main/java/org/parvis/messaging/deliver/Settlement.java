package org.parvis.messaging.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.TenantData;
import org.parvis.messaging.deliver.MessageTable.State;

/**
 * Notes what became of messages, some together: a commit costs as much as a mail. Never more than {@value #MOST} wait to be noted, and none longer
 * than one mail beyond {@value #LONGEST_MILLIS} ms: that is what a crash can repeat. For one thread.
 */
final class Settlement implements AutoCloseable {
    static final int MOST = 8;
    static final int LONGEST_MILLIS = 50;

    private final TenantData data;
    private final List<Note> notes = new ArrayList<>();
    private long since;

    Settlement(TenantData data) {
        this.data = data;
    }

    /**
     * What became of a message.
     *
     * @param state WAITING: to be tried again
     * @param due when, if it is to be tried again
     */
    record Note(Message message, State state, @Nullable String error, Instant now, @Nullable Instant due) {}

    void add(Note note) {
        if (notes.isEmpty()) {
            since = System.nanoTime();
        }
        notes.add(note);
        if (notes.size() >= MOST || System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS)) {
            close();
        }
    }

    /** Notes what waits; more may come. */
    @Override
    public void close() {
        if (!notes.isEmpty()) {
            List<Note> all = List.copyOf(notes);
            notes.clear();
            data.write(transaction -> MessageTable.note(transaction, all));
        }
    }
}
