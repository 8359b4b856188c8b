package org.parvis.messaging.sms;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Channel;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.tenant.Site;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings text messages to the operator's gateway, when there is one. */
@Component(service = Carrier.class, configurationPid = "org.parvis.messaging.sms")
public final class SmsCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(SmsCarrier.class);

    private final Outbound outbound;
    private volatile @Nullable SmsGateway gateway;

    @Activate
    public SmsCarrier(@Reference Outbound outbound, SmsConfig config) {
        this(outbound, gateway(config, outbound));
    }

    SmsCarrier(Outbound outbound, @Nullable SmsGateway gateway) {
        this.outbound = outbound;
        this.gateway = gateway;
    }

    @Modified
    void modified(SmsConfig config) {
        gateway = gateway(config, outbound);
    }

    /** None when the configuration is wrong: messages wait. */
    private static @Nullable SmsGateway gateway(SmsConfig config, Outbound outbound) {
        return switch (config.gateway()) {
            case "smpp" -> new SmppGateway(config.host(), config.port(), config.tls(), config.user(), config.password(), config.sender());
            case "http" -> new HttpGateway(config, outbound);
            case "" -> null;
            default -> {
                LOG.error("org.parvis.messaging.sms: gateway is smpp or http; SMS wait until this is corrected");
                yield null;
            }
        };
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean ready() {
        return gateway != null;
    }

    @Override
    public Object other() {
        SmsGateway chosen = gateway;
        return chosen == null ? this : chosen;
    }

    @Override
    public Trip trip(Site site) {
        SmsGateway chosen = gateway;
        if (chosen == null) {
            throw new IllegalStateException("there is no SMS gateway");
        }
        SmsGateway.Connection connection = chosen.connect();
        return new Trip() {
            @Override
            public Outcome carry(Message message) {
                String text = message.body();
                return message.address() == null || text == null || text.isBlank()
                        ? new Outcome.Refused("there is no number or no text")
                        : connection.send(message.id(), message.address(), text);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
