package org.parvis.demarches;

import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * What comes into a file without an agent doing it waits to be looked at: it is marked in the queue and in « Ma journée », and who is in
 * charge of the file is told by e-mail, once until somebody has looked.
 */
@Component(service = InFromOutside.class)
public final class InFromOutside implements CaseListener {
    private final Database database;
    private final InCharge charged;
    private final Notifications notifications;
    private final PublicUrls urls;
    private final Wording wording;

    @Activate
    public InFromOutside(
            @Reference Database database, @Reference InCharge charged, @Reference Notifications notifications, @Reference PublicUrls urls, @Reference Wording wording) {
        this.database = database;
        this.charged = charged;
        this.notifications = notifications;
        this.urls = urls;
        this.wording = wording;
    }

    @Override
    public void arrived(Moment moment) {
        came(moment, News.ARRIVED, moment.now(), "");
    }

    @Override
    public void came(Moment moment, News what, Instant now, String text) {
        Site site = moment.site();
        CaseFile file = moment.file();
        CaseTable.hold(moment.transaction(), file.id());
        if (!UnseenTable.insert(moment.transaction(), file.id(), what, now)) {
            return;
        }
        Queue.line(moment.transaction(), file.id()).ifPresent(line -> notifications.send(moment.transaction(), charged.of(site, line).stream()
                .map(to -> Notification.of(AgentKinds.NEWS, to, Map.of(
                                "news", wording.text(site, to.language(), "demarches.unseen." + what.code()), "text", text,
                                "procedure", moment.procedure().title(Wanted.of(to.language())), "number", file.number(),
                                "link", urls.desk(site, "/demarches/" + file.id())))
                        .about(Role.CASE_WORKER, file.procedure()))
                .toList()));
    }

    /** An agent who works on it has the file before them, as it was at a moment. */
    public void seen(Site site, CaseFile file, Instant moment) {
        database.of(site.id()).write(transaction -> UnseenTable.delete(transaction, file.id(), moment));
    }
}
