package org.parvis.messaging.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.notify.Channel;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Renderer;
import org.parvis.api.view.Themes;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Contents;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.Outcome;
import org.parvis.messaging.deliver.Unsubscribing;

/** Makes e-mails of messages, in the look of the tenant's theme, and sends them. */
@Component(service = Carrier.class, configurationPid = "org.parvis.messaging")
public final class MailCarrier implements Carrier {
    private volatile SmtpServer server;
    private final Senders senders;
    private final Contents contents;
    private final Unsubscribing unsubscribing;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Renderer renderer;
    private final Themes themes;
    private final PublicUrls urls;
    private final Clock clock;

    @Activate
    public MailCarrier(
            MailConfig config,
            @Reference Senders senders,
            @Reference Contents contents,
            @Reference Unsubscribing unsubscribing,
            @Reference Tenants tenants,
            @Reference Plugins plugins,
            @Reference Renderer renderer,
            @Reference Themes themes,
            @Reference PublicUrls urls,
            @Reference Clock clock) {
        this(SmtpServer.configured(config), senders, contents, unsubscribing, tenants, plugins, renderer, themes, urls, clock);
    }

    MailCarrier(
            SmtpServer server,
            Senders senders,
            Contents contents,
            Unsubscribing unsubscribing,
            Tenants tenants,
            Plugins plugins,
            Renderer renderer,
            Themes themes,
            PublicUrls urls,
            Clock clock) {
        this.server = server;
        this.senders = senders;
        this.contents = contents;
        this.unsubscribing = unsubscribing;
        this.tenants = tenants;
        this.plugins = plugins;
        this.renderer = renderer;
        this.themes = themes;
        this.urls = urls;
        this.clock = clock;
    }

    /** The component stays: what is under way goes on with the server that it began with. */
    @Modified
    void modified(MailConfig config) {
        use(SmtpServer.configured(config));
    }

    void use(SmtpServer other) {
        server = other;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean ready() {
        return !server.host().isEmpty() && senders.ready();
    }

    @Override
    public Object other() {
        return server;
    }

    @Override
    public Trip trip(Site site) {
        SmtpConnection connection = new SmtpConnection(server, tenants.territory().host());
        Contents.Memory shared = contents.memory(site.id());
        return new Trip() {
            @Override
            public Outcome carry(Message message) {
                return send(site, message, shared, connection);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private Outcome send(Site site, Message message, Contents.Memory shared, SmtpConnection connection) {
        if (message.address() == null) {
            return new Outcome.Refused("there is no e-mail address");
        }
        String link = null;
        if (message.subscriber() != null) {
            Optional<String> path = unsubscribing.path(site.id(), message.subscriber());
            if (path.isEmpty()) {
                return new Outcome.Dropped("unsubscribed");
            }
            link = urls.of(site, path.get());
        }
        Optional<Contents.Content> content = Optional.ofNullable(message.content()).flatMap(shared::byId);
        if (message.content() != null && content.isEmpty()) {
            return new Outcome.Dropped("the content was deleted");
        }
        return connection.send(mail(site, message, content, link), clock.instant());
    }

    /** Where an answer to the message ends up, and where to go instead. */
    private String answers(Site site, ActivePlugins active, Locale language, Sender sender) {
        if (sender.replyTo() != null) {
            return themes.text(site.look().theme(), active, language, "messaging.mail.answers", sender.replyTo());
        }
        String contact = urls.of(site, (language.getLanguage().equals("en") ? "/en" : "") + "/contact");
        return senders.read(sender) ? "" : themes.text(site.look().theme(), active, language, "messaging.mail.unread", contact);
    }

    private Mail mail(Site site, Message message, Optional<Contents.Content> content, @Nullable String unsubscribe) {
        String text = content.map(Contents.Content::plain).orElse(message.body() == null ? "" : message.body());
        Map<String, Object> model = new HashMap<>();
        model.put("subject", message.subject());
        model.put("paragraphs", content.isPresent() ? List.of() : MailText.paragraphs(text));
        content.ifPresent(shared -> model.put("content", new Html(shared.html())));
        model.put("siteUrl", urls.of(site, "/"));
        if (unsubscribe != null) {
            model.put("unsubscribe", unsubscribe);
        }
        Sender sender = senders.of(site);
        return plugins.with(site.id(), active -> {
            String answers = answers(site, active, message.language(), sender);
            model.put("answers", MailText.paragraphs(answers));
            String html = new String(renderer.render(site, active, message.language(), "messaging/mail", model), StandardCharsets.UTF_8);
            String foot = "\n\n-- \n" + (answers.isEmpty() ? "" : answers + "\n") + themes.text(site.look().theme(), active, message.language(), "messaging.mail.foot", site.tenant().name().name(), urls.of(site, "/"))
                    + (unsubscribe == null ? "" : "\n" + themes.text(site.look().theme(), active, message.language(), "messaging.mail.unsubscribe") + " " + unsubscribe);
            return new Mail(message.id(), tenants.territory().host(), sender, message.address() == null ? "" : message.address(), message.subject(),
                    text.strip() + foot + "\n", html, unsubscribe);
        });
    }
}
