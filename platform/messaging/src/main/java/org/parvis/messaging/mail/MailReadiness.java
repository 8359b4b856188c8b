package org.parvis.messaging.mail;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Channel;
import org.parvis.messaging.deliver.Readiness;

/** A mail server is named, and an address to send from. */
@Component(service = Readiness.class, configurationPid = "org.parvis.messaging")
public final class MailReadiness implements Readiness {
    private final Senders senders;
    private volatile boolean named;

    @Activate
    public MailReadiness(MailConfig config, @Reference Senders senders) {
        this.senders = senders;
        this.named = isNamed(config);
    }

    @Modified
    void modified(MailConfig config) {
        named = isNamed(config);
    }

    private static boolean isNamed(MailConfig config) {
        return !SmtpServer.configured(config).host().isEmpty();
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean ready() {
        return named && senders.ready();
    }
}
