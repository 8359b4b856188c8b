package org.parvis.messaging.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Recipient;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;

/** In whose name a tenant writes: what it chose, over what the operator set for the territory. */
@Component(service = Senders.class, configurationPid = "org.parvis.messaging")
public final class Senders {
    public static final String NAME = "messaging.sender.name";
    public static final String ADDRESS = "messaging.sender.address";
    public static final String REPLY = "messaging.sender.reply";

    /** Of the town hall, as its site shows it. */
    private static final String TOWN_HALL = "site.email";

    private final Settings settings;
    private volatile Allowed allowed;

    private record Allowed(String territory, List<String> domains) {
        static Allowed of(String territory, List<String> domains) {
            return new Allowed(territory.strip(), domains.stream().map(domain -> domain.strip().toLowerCase(Locale.ROOT)).toList());
        }
    }

    @Activate
    public Senders(MailConfig config, @Reference Settings settings) {
        this(config.from(), Arrays.asList(config.senderDomains()), settings);
    }

    Senders(String territory, List<String> domains, Settings settings) {
        this.allowed = Allowed.of(territory, domains);
        this.settings = settings;
    }

    @Modified
    void modified(MailConfig config) {
        allowed = Allowed.of(config.from(), Arrays.asList(config.senderDomains()));
    }

    /** Whether the operator has set the territory's address. */
    boolean ready() {
        return Recipient.isEmail(allowed.territory());
    }

    /** Address that the From header of all has who have none of their own. */
    public String territoryAddress() {
        return allowed.territory();
    }

    /** Domains of the operator's configuration that tenants may have their own From address in. */
    public List<String> domains() {
        return allowed.domains();
    }

    /** Whether mails may come from an address: SPF and DKIM would give away any other. */
    public boolean aligned(String address) {
        String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        return Recipient.isEmail(address) && allowed.domains().contains(domain);
    }

    Sender of(Site site) {
        Map<String, String> chosen = settings.of(site.id());
        String own = chosen.getOrDefault(ADDRESS, "");
        String name = chosen.getOrDefault(NAME, site.tenant().name().name());
        boolean ours = !aligned(own);
        // Nobody reads what comes to the territory's address.
        String reply = chosen.containsKey(REPLY) || !ours ? chosen.get(REPLY) : chosen.get(TOWN_HALL);
        return new Sender(ours ? allowed.territory() : own, name, address(reply));
    }

    /** Whether answers come to somebody. */
    boolean read(Sender sender) {
        return sender.replyTo() != null || !sender.address().equals(allowed.territory());
    }

    private static @Nullable String address(@Nullable String text) {
        return text != null && Recipient.isEmail(text) ? text : null;
    }
}
