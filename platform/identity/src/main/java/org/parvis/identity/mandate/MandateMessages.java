package org.parvis.identity.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.view.LongDate;
import org.parvis.identity.code.Hashes;
import org.parvis.identity.mandate.MandateTable.Stored;

/** What people are told of mandates. */
@Component(service = {MandateMessages.class, NotificationKinds.class})
public final class MandateMessages implements NotificationKinds {
    private static final Set<Channel> BOTH = Set.of(Channel.EMAIL, Channel.SMS);
    private static final Kind CODE = new Kind("identity.mandate-code", List.of("code", "agent", "portee"), BOTH, false, true);
    private static final Kind GIVEN = new Kind("identity.mandate-given", List.of("agent", "fin", "reference", "lien"), BOTH, false, true);
    private static final Kind ENDED = new Kind("identity.mandate-ended", List.of("reference"), BOTH, false, true);

    private final Notifications notifications;

    @Activate
    public MandateMessages(@Reference Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(CODE, GIVEN, ENDED);
    }

    boolean carries(Agreement way) {
        return switch (way) {
            case EMAIL -> notifications.carries(Channel.EMAIL);
            case SMS -> notifications.carries(Channel.SMS);
            case PAPER -> true;
        };
    }

    void code(Transaction transaction, Stored mandate, String code, String scope, Instant expires) {
        Locale language = Locale.forLanguageTag(mandate.language());
        Optional<Recipient> to = mandate.agreement() == Agreement.SMS ? bySms(mandate, language) : byMail(mandate, language);
        to.ifPresent(person -> notifications.send(
                transaction, new Notification(CODE.id(), person, Map.of("code", code, "agent", mandate.by(), "portee", scope), expires)));
    }

    void given(Transaction transaction, Stored mandate, String link, ZoneId zone) {
        Locale language = Locale.forLanguageTag(mandate.language());
        // To the second before midnight: the last day is what people understand.
        String end = LongDate.of(LocalDate.ofInstant(mandate.ends().minusSeconds(1), zone), language);
        tell(transaction, mandate, GIVEN, Map.of("agent", mandate.by(), "fin", end, "reference", mandate.reference(), "lien", link));
    }

    void ended(Transaction transaction, Stored mandate) {
        tell(transaction, mandate, ENDED, Map.of("reference", mandate.reference()));
    }

    private void tell(Transaction transaction, Stored mandate, Kind kind, Map<String, String> values) {
        Locale language = Locale.forLanguageTag(mandate.language());
        // What could not leave for want of a server would arrive whenever there is one, and be wrong by then.
        byMail(mandate, language).filter(to -> carries(Agreement.EMAIL))
                .or(() -> bySms(mandate, language).filter(to -> carries(Agreement.SMS)))
                .ifPresent(to -> notifications.send(transaction, Notification.of(kind.id(), to, values)));
    }

    private static Optional<Recipient> byMail(Stored mandate, Locale language) {
        return Recipient.isEmail(mandate.email()) ? Optional.of(Recipient.email(mandate.email(), language)) : Optional.empty();
    }

    private static Optional<Recipient> bySms(Stored mandate, Locale language) {
        return Hashes.international(mandate.phone()).map(number -> new Recipient(null, number, null, language));
    }
}
