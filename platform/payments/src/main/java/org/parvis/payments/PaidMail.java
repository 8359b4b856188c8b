package org.parvis.payments;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.LongDate;
import org.parvis.api.view.Themes;

/** The messages that something was paid, with the receipt, and that some of it was given back. */
@Component(service = {NotificationKinds.class, PaidMail.class})
public final class PaidMail implements NotificationKinds {
    static final String PAID = "payments.paid";
    static final String REFUNDED = "payments.refunded";

    private final Notifications notifications;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public PaidMail(
            @Reference Notifications notifications, @Reference Tenants tenants, @Reference PublicUrls urls, @Reference Themes themes, @Reference Plugins plugins) {
        this.notifications = notifications;
        this.tenants = tenants;
        this.urls = urls;
        this.themes = themes;
        this.plugins = plugins;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(PAID, List.of("object", "amount", "reference", "means", "date", "receipt", "link"), Set.of(Channel.EMAIL, Channel.INBOX), false, true),
                new Kind(REFUNDED, List.of("object", "amount", "reference", "date", "reason", "order", "link"), Set.of(Channel.EMAIL, Channel.INBOX), false, true));
    }

    void paid(Transaction transaction, Stored stored) {
        Payment payment = stored.payment();
        send(transaction, stored, PAID, (site, language) -> Map.of(
                "amount", Euros.text(payment.order().cents(), language),
                "means", themes.text(site.look().theme(), plugins.of(site.id()), language, "payments.means." + payment.means()),
                "date", LongDate.of(LocalDate.ofInstant(payment.changed(), site.tenant().zone()), language),
                "receipt", ReceiptTable.valid(transaction, payment.id()).map(ReceiptTable.Receipt::shown).orElse("")));
    }

    void refunded(Transaction transaction, Stored stored, Refunds.Given given) {
        send(transaction, stored, REFUNDED, (site, language) -> Map.of(
                "amount", Euros.text(given.cents(), language), "date", LongDate.of(given.on(), language), "reason", given.reason(), "order", given.order()));
    }

    private void send(Transaction transaction, Stored stored, String kind, BiFunction<Site, Locale, Map<String, String>> said) {
        Payment payment = stored.payment();
        Payer payer = payment.order().payer();
        String email = payer.email() != null && Recipient.isEmail(payer.email()) ? payer.email() : null;
        Site site = tenants.byId(payment.tenant()).orElse(null);
        if (email == null && payer.account() == null || site == null) {
            return;
        }
        Locale language = payer.language();
        String prefix = language.getLanguage().equals("en") ? "/en" : "";
        Map<String, String> values = new HashMap<>(said.apply(site, language));
        values.put("object", payment.order().object());
        values.put("reference", payment.reference());
        values.put("link", urls.of(site, prefix + payment.path()));
        notifications.send(transaction, Notification.of(kind, new Recipient(email, null, payer.account(), language), values));
    }
}
