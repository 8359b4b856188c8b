package org.parvis.demarches.rest;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.event.EventTypes;
import org.parvis.api.event.Events;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;

/** What web hooks are told of files: that something happened to one, and where programs that may read it find it. Nothing else is said. */
@Component(service = {CaseEvents.class, EventTypes.class})
public final class CaseEvents implements EventTypes, CaseListener {
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

    @Override
    public void received(Moment moment) {
        announce(moment, RECEIVED);
    }

    @Override
    public void arrived(Moment moment) {
        announce(moment, RECEIVED);
    }

    @Override
    public void changed(Moment moment, CaseFile before) {
        announce(moment, moment.file().closed() && !before.closed() ? CLOSED : CHANGED);
    }

    private void announce(Moment moment, String type) {
        UUID file = moment.file().id();
        events.announce(moment.transaction(), new Events.Event(type, file.toString(), CaseJson.path(file), null));
    }
}
