package org.parvis.demarches;

import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.TenantId;

/** The agents of a tenant who work on files. */
@Component(service = Workers.class)
public final class Workers {
    private final Agents agents;

    @Activate
    public Workers(@Reference Agents agents) {
        this.agents = agents;
    }

    /** A choice of a list. */
    public record Choice(String value, String label) {
        /** É stands beside E. */
        public static final Comparator<Choice> BY_LABEL = Comparator.comparing(choice -> Slug.of(choice.label()));
    }

    /** By name. */
    public List<Choice> of(TenantId tenant) {
        return agents.of(tenant).stream()
                .filter(agent -> agent.roles(tenant).contains(Role.CASE_WORKER))
                .map(agent -> new Choice(agent.id().toString(), agent.name()))
                .toList();
    }
}
