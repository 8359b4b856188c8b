package org.parvis.demarches;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.Site;

/** Who is written to when something happens to a file that agents should know. */
@Component(service = InCharge.class)
public final class InCharge {
    private final Agents agents;
    private final Services services;

    @Activate
    public InCharge(@Reference Agents agents, @Reference Services services) {
        this.agents = agents;
        this.services = services;
    }

    /** Who has the file; else its service; else all who work on its procedure. */
    List<Recipient> of(Site site, Queue.Line line) {
        UUID assignee = line.assigneeId();
        if (assignee != null) {
            return agents.byId(assignee).map(InCharge::recipient).stream().toList();
        }
        Optional<Service> service = Optional.ofNullable(line.service()).flatMap(id -> services.find(site.id(), id));
        if (service.isPresent()) {
            return Services.recipients(service.get());
        }
        return agents.of(site.id()).stream()
                .filter(agent -> !agent.isOperator() && agent.holds(Role.CASE_WORKER, site.id(), line.procedure()))
                .map(InCharge::recipient)
                .toList();
    }

    private static Recipient recipient(Agent agent) {
        return new Recipient(Recipient.isEmail(agent.email()) ? agent.email() : null, null, agent.id(), Locale.forLanguageTag(agent.language()));
    }
}
