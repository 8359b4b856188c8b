package org.parvis.api.event;

import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: takes queued work; must be idempotent, since work is done at least once. */
@ConsumerType
public interface WorkConsumer {

    /** Name of the queue: {@code <plugin>.<what>}. */
    String queue();

    /**
     * Does the work. If it throws, the work is tried again later with growing pauses; after 10 failures it is set aside and shown
     * to the operator.
     */
    void work(TenantId tenant, String payload);
}
