package org.parvis.demarches;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.EventTypes;
import org.parvis.api.event.Events;

/** What web hooks are told of files: that something happened to one, and where programs that may read it find it. Nothing else is said. */
@Component(service = {CaseEvents.class, EventTypes.class})
public final class CaseEvents implements EventTypes {
    static final String RECEIVED = "demarches.file.received";
    static final String CHANGED = "demarches.file.changed";
    static final String CLOSED = "demarches.file.closed";

    private final Events events;

    @Activate
    public CaseEvents(@Reference Events events) {
        this.events = events;
    }

    @Override
    public List<String> eventTypes() {
        return List.of(RECEIVED, CHANGED, CLOSED);
    }

    /** A file came, from a person or from another administration. */
    void received(Transaction transaction, CaseFile file) {
        announce(transaction, RECEIVED, file);
    }

    /** Something was done with a file, or written into its history. */
    void changed(Transaction transaction, CaseFile before, CaseFile after) {
        announce(transaction, after.closed() && !before.closed() ? CLOSED : CHANGED, after);
    }

    private void announce(Transaction transaction, String type, CaseFile file) {
        events.announce(transaction, new Events.Event(type, file.id().toString(), CaseJson.path(file.id()), null));
    }
}
