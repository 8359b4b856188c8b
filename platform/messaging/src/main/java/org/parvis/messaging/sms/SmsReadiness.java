package org.parvis.messaging.sms;

import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.parvis.api.notify.Channel;
import org.parvis.messaging.deliver.Readiness;

/** A gateway of a known kind is named. */
@Component(service = Readiness.class, configurationPid = "org.parvis.messaging.sms")
public final class SmsReadiness implements Readiness {
    private static final Set<String> KINDS = Set.of("smpp", "http");

    private volatile boolean named;

    @Activate
    public SmsReadiness(SmsConfig config) {
        this.named = KINDS.contains(config.gateway());
    }

    @Modified
    void modified(SmsConfig config) {
        named = KINDS.contains(config.gateway());
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean ready() {
        return named;
    }
}
