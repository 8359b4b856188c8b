package org.parvis.site.care;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.job.Job;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Tells owners by e-mail, once for each time that something is due, all of it in one message. */
@Component(service = {Job.class, NotificationKinds.class})
public final class CareReminders implements Job, NotificationKinds {

    private static final Kind DUE = new Kind("site.care.due", List.of("contenus", "lien"), Set.of(Channel.EMAIL), false, false);

    private final Care care;
    private final CareTexts texts;
    private final Database database;
    private final Agents agents;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Notifications notifications;

    @Activate
    public CareReminders(
            @Reference Care care, @Reference CareTexts texts, @Reference Database database, @Reference Agents agents, @Reference Tenants tenants,
            @Reference PublicUrls urls, @Reference Notifications notifications) {
        this.care = care;
        this.texts = texts;
        this.database = database;
        this.agents = agents;
        this.tenants = tenants;
        this.urls = urls;
        this.notifications = notifications;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(DUE);
    }

    @Override
    public String name() {
        return "site.care.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (TenantId tenant : care.tenants(now)) {
            tenants.byId(tenant).ifPresent(site -> remind(site, care.untold(tenant, today)));
        }
    }

    private void remind(Site site, List<Cared> due) {
        Map<UUID, List<Cared>> byOwner = due.stream().collect(Collectors.groupingBy(cared -> Objects.requireNonNull(cared.owner())));
        for (Agent agent : byOwner.isEmpty() ? List.<Agent>of() : agents.of(site.id())) {
            List<Cared> mine = byOwner.getOrDefault(agent.id(), List.of());
            if (!mine.isEmpty() && Recipient.isEmail(agent.email())) {
                tell(site, agent, mine);
            }
        }
    }

    private void tell(Site site, Agent agent, List<Cared> mine) {
        Locale language = Locale.forLanguageTag(agent.language());
        String titles = mine.stream().map(cared -> "– " + texts.title(cared, language)).collect(Collectors.joining("\n"));
        database.of(site.id()).write(transaction -> {
            mine.forEach(cared -> CareTable.reminded(transaction, cared, care.due(cared)));
            notifications.send(transaction, Notification.of(
                    DUE.id(), Recipient.email(agent.email(), language), Map.of("contenus", titles, "lien", urls.desk(site, "/verification"))));
        });
    }
}
