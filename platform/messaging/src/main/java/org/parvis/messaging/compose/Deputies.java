package org.parvis.messaging.compose;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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
     * @param part what of the message is for the deputy
     */
    record Deputy(Recipient to, String absent, Notification part) {}

    Optional<Deputy> of(Site site, Kind kind, Notification notification, Instant now) {
        UUID person = notification.to().person();
        String permission = kind.deputies();
        if (permission == null || person == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(absences.deputies(site.id(), List.of(person), now).get(person))
                .filter(cover -> permissions.may(cover.deputy(), permission, site.id()) && Recipient.isEmail(cover.deputy().email()))
                // Whether the absent agent has to do with it at all, in that part of what they do in which the deputy stands in.
                .filter(cover -> permissions.may(cover.inPart(), permission, site.id()))
                .flatMap(cover -> notification.asFarAs(scope -> cover.inPart().holds(scope.role(), site.id(), scope.id()))
                        .map(part -> new Deputy(recipient(cover.deputy()), cover.absent().name(), part)));
    }

    private static Recipient recipient(Agent agent) {
        return new Recipient(agent.email(), null, agent.id(), Locale.forLanguageTag(agent.language()));
    }
}
