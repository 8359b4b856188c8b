package org.parvis.messaging.compose;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.notify.AddressBook;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.TenantId;

/** Addresses of a tenant's own agents. */
@Component(service = AddressBook.class)
public final class AgentAddresses implements AddressBook {
    private final Agents agents;

    @Activate
    public AgentAddresses(@Reference Agents agents) {
        this.agents = agents;
    }

    @Override
    public Map<UUID, Recipient> of(TenantId tenant, Collection<UUID> persons) {
        Function<Agent, Recipient> recipient = agent -> new Recipient(agent.email(), null, agent.id(), Locale.forLanguageTag(agent.language()));
        return agents.of(tenant).stream()
                .filter(agent -> persons.contains(agent.id()) && Recipient.isEmail(agent.email()))
                .collect(Collectors.toMap(Agent::id, recipient));
    }
}
