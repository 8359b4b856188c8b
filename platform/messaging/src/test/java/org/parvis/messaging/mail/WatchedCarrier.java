package org.parvis.messaging.mail;

import org.parvis.api.notify.Channel;
import org.parvis.api.tenant.Site;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.Outcome;

/** Looks after each message that was carried, before that can be noted. */
record WatchedCarrier(Carrier carrier, Runnable look) implements Carrier {
    @Override
    public Channel channel() {
        return carrier.channel();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Trip trip(Site site) {
        Trip trip = carrier.trip(site);
        return new Trip() {
            @Override
            public Outcome carry(Message message) {
                Outcome outcome = trip.carry(message);
                look.run();
                return outcome;
            }

            @Override
            public void close() {
                trip.close();
            }
        };
    }
}
