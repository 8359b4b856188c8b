package org.parvis.testkit;

import java.util.ArrayList;
import java.util.List;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.Events;

/** Events in memory. */
public final class RecordingEvents implements Events {
    private final List<Event> announced = new ArrayList<>();
    private final List<String> takenBack = new ArrayList<>();

    @Override
    public void announce(Transaction transaction, Event event) {
        announced.add(event);
    }

    @Override
    public void takeBack(Transaction transaction, String type, String subject) {
        takenBack.add(type);
    }

    /** All of them, oldest first. */
    public List<Event> announced() {
        return List.copyOf(announced);
    }

    /** Types of what was taken back, oldest first. */
    public List<String> takenBack() {
        return List.copyOf(takenBack);
    }
}
