package org.parvis.messaging.compose;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.Site;

/**
 * Who gets a message too while the agent to whom it goes is absent: a deputy, as far as their own permissions go and as far as they stand in, which is
 * as far as queues follow.
 */
@Component(service = Deputies.class)
public final class Deputies {
    private final Absences absences;
    private final Permissions permissions;

    @Activate
    public Deputies(@Reference Absences absences, @Reference Permissions permissions) {
        this.absences = absences;
        this.permissions = permissions;
    }

    /**
     * @param absent name of the agent for whom the deputy stands in
     */
    record Deputy(Recipient to, String absent) {}

    Optional<Deputy> of(Site site, Kind kind, Notification notification, Instant now) {
        UUID person = notification.to().person();
        String permission = kind.deputies();
        if (permission == null || person == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(absences.deputies(site.id(), List.of(person), now).get(person))
                .filter(cover -> permissions.may(cover.deputy(), permission, site.id()) && Recipient.isEmail(cover.deputy().email()))
                .filter(cover -> follows(site, cover, permission, notification.scope()))
                .map(cover -> new Deputy(recipient(cover.deputy()), cover.absent().name()));
    }

    /** Whether the absent agent has to do with it at all, in that part of what they do in which the deputy stands in. */
    private boolean follows(Site site, Absences.Cover cover, String permission, Notification.@Nullable Scope scope) {
        Agent absent = cover.inPart();
        return permissions.may(absent, permission, site.id()) && (scope == null || absent.holds(scope.role(), site.id(), scope.id()));
    }

    private static Recipient recipient(Agent agent) {
        return new Recipient(agent.email(), null, agent.id(), Locale.forLanguageTag(agent.language()));
    }
}
