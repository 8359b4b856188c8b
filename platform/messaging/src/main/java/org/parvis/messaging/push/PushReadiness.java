package org.parvis.messaging.push;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.parvis.api.notify.Channel;
import org.parvis.messaging.deliver.Readiness;

/** Needs nothing of an operator, who may switch it off. */
@Component(service = {Readiness.class, PushReadiness.class}, configurationPid = "org.parvis.messaging.push")
public final class PushReadiness implements Readiness {
    private volatile boolean enabled;

    @Activate
    public PushReadiness(PushConfig config) {
        this.enabled = config.enabled();
    }

    @Modified
    void modified(PushConfig config) {
        enabled = config.enabled();
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean ready() {
        return enabled;
    }
}
