package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.job.Job;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.AccountRule;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.LongDate;

/** Accounts that nobody signed in to for three years go; their owners are told a month before, and one sign-in keeps them. */
@Component(service = {Job.class, AccountRule.class})
public final class UnusedPersons implements Job, AccountRule {
    static final Duration NOTICE = Duration.ofDays(30);
    private static final int BATCH = 500;

    private final TenantData territory;
    private final Notifications notifications;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public UnusedPersons(@Reference Database database, @Reference Notifications notifications, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.territory = database.of(TenantId.TERRITORY);
        this.notifications = notifications;
        this.tenants = tenants;
        this.urls = urls;
    }

    @Override
    public String name() {
        return "identity.unused-persons";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    private Instant before(Instant now) {
        return now.atZone(tenants.territory().tenant().zone()).minus(PersonPrivacy.UNUSED).toInstant();
    }

    @Override
    public void run(Instant now) {
        Site site = tenants.territory();
        Instant since = before(now.plus(NOTICE));
        LocalDate end = LocalDate.ofInstant(now.plus(NOTICE), site.tenant().zone());
        for (Person person : PersonTable.unusedUnwarned(territory, since, BATCH)) {
            String date = LongDate.of(end, person.locale());
            territory.write(transaction -> {
                PersonTable.warned(transaction, person.id(), now);
                notifications.send(transaction, Notification.of(
                        PersonKinds.UNUSED, Recipient.email(person.email(), person.locale()), Map.of("date", date, "adresse", urls.of(site, PersonPaths.SIGN_IN))));
            });
        }
    }

    @Override
    public String processing() {
        return PersonPrivacy.ACCOUNTS;
    }

    @Override
    public List<UUID> due(Reader reader, Instant now, UUID after, int limit) {
        return PersonTable.unusedWarned(reader, before(now), now.minus(NOTICE), after, limit);
    }

    /** One who signs in at that moment keeps the account, or has none any more. */
    @Override
    public boolean delete(Transaction transaction, UUID id, Instant now) {
        boolean deleted = PersonTable.deleteUnused(transaction, id, before(now), now.minus(NOTICE));
        if (deleted) {
            PersonSessions.revoke(transaction, id);
        }
        return deleted;
    }
}
