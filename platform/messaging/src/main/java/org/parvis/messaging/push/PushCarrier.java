package org.parvis.messaging.push;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.Outcome;

/** Hands messages to the push services of the browsers' makers. */
@Component(service = Carrier.class, configurationPid = "org.parvis.messaging.push")
public final class PushCarrier implements Carrier {
    private final StoredDevices devices;
    private final SealedSubscriptions subscriptions;
    private final ServerKeys keys;
    private final Outbound outbound;
    private final Tenants tenants;
    private final Clock clock;
    private volatile PushConfig config;

    @Activate
    public PushCarrier(
            @Reference StoredDevices devices, @Reference SealedSubscriptions subscriptions, @Reference ServerKeys keys, @Reference Outbound outbound,
            @Reference Tenants tenants, @Reference Clock clock, PushConfig config) {
        this.devices = devices;
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.outbound = outbound;
        this.tenants = tenants;
        this.clock = clock;
        this.config = config;
    }

    @Modified
    void modified(PushConfig other) {
        config = other;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean ready() {
        return config.enabled();
    }

    @Override
    public Object other() {
        return config;
    }

    @Override
    public Trip trip(Site site) {
        return new PushTrip(site);
    }

    private final class PushTrip implements Trip {
        private final Site site;
        /** Hosts that did not answer: others need not wait for them again and again. */
        private final Set<String> away = new HashSet<>();

        PushTrip(Site site) {
            this.site = site;
        }

        @Override
        public Outcome carry(Message message) {
            Optional<Browser> browser = Optional.ofNullable(message.address()).map(UUID::fromString).flatMap(devices::byId)
                    .filter(one -> one.person().equals(message.person()));
            return browser.isEmpty() ? new Outcome.Dropped("the device was removed") : send(browser.get(), message);
        }

        private Outcome send(Browser browser, Message message) {
            Subscription subscription;
            String authorization;
            try {
                subscription = subscriptions.open(browser);
                authorization = keys.authorization(URI.create(subscription.endpoint()), contact());
            } catch (Unavailable | IllegalArgumentException sealed) {
                return new Outcome.Unreachable("the key of push messages or the device's address cannot be opened: is the master key the one that it was sealed under?");
            }
            String host = URI.create(subscription.endpoint()).getHost();
            if (away.contains(host)) {
                return new Outcome.Later("the push service " + host + " does not answer");
            }
            try {
                return outcome(browser, host, outbound.send(PushCall.of(subscription, message, site.tenant().name().name(), authorization, clock.instant())));
            } catch (Outbound.Blocked inside) {
                return new Outcome.Refused("the push service " + host + " is internal or on an unusual port");
            } catch (IOException silent) {
                away.add(host);
                return new Outcome.Later("the push service " + host + " does not answer: " + silent.getClass().getSimpleName());
            }
        }

        /** RFC 8030, 5 and 7.3; 429 is RFC 8030, 8.4. */
        private Outcome outcome(Browser browser, String host, Outbound.Answer answer) {
            int status = answer.status();
            if (status / 100 == 2) {
                devices.reached(browser, clock.instant());
                return new Outcome.Delivered();
            }
            if (status == 404 || status == 410) {
                devices.gone(browser);
                return new Outcome.Dropped("the browser takes no messages any more");
            }
            String reason = "the push service " + host + " answers " + status;
            boolean later = status == 408 || status == 425 || status == 429 || status / 100 == 5;
            return later ? new Outcome.Later(reason) : new Outcome.Refused(reason);
        }

        @Override
        public void close() {
            // Each message is a request of its own.
        }
    }

    /** RFC 8292, 2.1: an address of https, whatever scheme the front is configured for. */
    private String contact() {
        return config.contact().isEmpty() ? "https://" + tenants.territory().host() + "/" : config.contact();
    }
}
