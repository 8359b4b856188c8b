package org.parvis.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;

/** Tells agents that their password was changed: it may not have been they. */
@Component(service = {PasswordNote.class, NotificationKinds.class})
public final class PasswordNote implements NotificationKinds {
    private static final Kind CHANGED = Kind.answer("identity.agent-password", "nom", "adresse");

    private final Notifications notifications;

    @Activate
    public PasswordNote(@Reference Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(CHANGED);
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }

    public void tell(Transaction transaction, Account account) {
        Recipient owner = Recipient.email(account.email(), Locale.forLanguageTag(account.language()));
        notifications.send(transaction, Notification.of(CHANGED.id(), owner, Map.of("nom", account.name(), "adresse", account.email())));
    }
}
