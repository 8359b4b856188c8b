package org.parvis.identity.absence;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.LongDate;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.absence.AbsenceTable.Absence;

/** Tells a deputy that they were named. */
@Component(service = {DeputyNote.class, NotificationKinds.class})
public final class DeputyNote implements NotificationKinds {
    private static final Kind NAMED = Kind.answer("identity.deputy", "nom", "absent", "debut", "fin");

    private final TenantData territory;
    private final SqlAgents agents;
    private final Notifications notifications;

    @Activate
    public DeputyNote(@Reference Database database, @Reference SqlAgents agents, @Reference Notifications notifications) {
        this.territory = database.of(TenantId.TERRITORY);
        this.agents = agents;
        this.notifications = notifications;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(NAMED);
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }

    void tell(Absence absence) {
        Optional<Agent> absent = agents.byId(absence.account());
        agents.byId(absence.deputy()).ifPresent(deputy -> territory.write(transaction -> {
            Locale language = Locale.forLanguageTag(deputy.language());
            notifications.send(transaction, new Notification(
                    NAMED.id(),
                    Recipient.email(deputy.email(), language),
                    Map.of(
                            "nom", deputy.name(), "absent", absent.map(Agent::name).orElse(""), "debut", LongDate.of(absence.from(), language),
                            "fin", LongDate.of(absence.until(), language)),
                    absence.until().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant()));
        }));
    }
}
