package org.parvis.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.tenant.TenantId;

/** Keeps what was sent; set up or not. */
public final class Post implements Notifications {
    public final List<Notification> sent = new ArrayList<>();
    public final List<TenantId> senders = new ArrayList<>();
    public boolean ready;

    @Override
    public void send(Transaction transaction, Collection<Notification> notifications) {
        sent.addAll(notifications);
        senders.add(transaction.tenant());
    }

    @Override
    public boolean carries(Channel channel) {
        return ready;
    }

    /** The last segment of the link in the latest message. */
    public String token() {
        String link = sent.get(sent.size() - 1).values().get("lien");
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
