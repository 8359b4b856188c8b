package org.parvis.api.notify;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution of what keeps accounts: how to reach a person. */
@ConsumerType
public interface AddressBook {

    /**
     * Addresses of accounts or agents, each in the person's language; those that are not known here are left out.
     *
     * @param tenant in whose name a message is sent
     */
    Map<UUID, Recipient> of(TenantId tenant, Collection<UUID> persons);
}
