package org.parvis.demarches.wiring;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.Charges;
import org.parvis.demarches.InFromOutside;
import org.parvis.demarches.cosign.Cosigners;
import org.parvis.demarches.prefill.Prefills;
import org.parvis.demarches.report.Reports;
import org.parvis.demarches.rest.CaseEvents;

/** Tells all who listen, in one order. They are named here and not found, as no file may be taken in while one of them is away. */
@Component(service = CaseListener.class)
public final class CaseLife implements CaseListener {
    private final List<CaseListener> listeners;

    /** Programs are told last: by then all is written that they may come and read. */
    @Activate
    public CaseLife(
            @Reference Prefills prefills, @Reference Reports reports, @Reference Cosigners cosigners, @Reference Charges charges,
            @Reference InFromOutside outside, @Reference CaseEvents events) {
        listeners = List.of(prefills, reports, cosigners, charges, outside, events);
    }

    @Override
    public void received(Moment moment) {
        listeners.forEach(listener -> listener.received(moment));
    }

    @Override
    public void arrived(Moment moment) {
        listeners.forEach(listener -> listener.arrived(moment));
    }

    @Override
    public void moved(Moment moment, Map<String, Long> amounts) {
        listeners.forEach(listener -> listener.moved(moment, amounts));
    }

    @Override
    public void corrected(Moment moment, CaseFile before) {
        listeners.forEach(listener -> listener.corrected(moment, before));
    }

    @Override
    public void changed(Moment moment, CaseFile before) {
        listeners.forEach(listener -> listener.changed(moment, before));
    }

    @Override
    public void came(Moment moment, News what, Instant now, String text) {
        listeners.forEach(listener -> listener.came(moment, what, now, text));
    }

    @Override
    public void deleted(Transaction transaction, Collection<UUID> files) {
        listeners.forEach(listener -> listener.deleted(transaction, files));
    }
}
