package org.parvis.api.notify;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: what visitors of a site can subscribe to, and what appeared there. */
@ConsumerType
public interface AlertSource {

    /** Topics of a tenant now, in the order to show. */
    List<Topic> topics(TenantId tenant);

    /**
     * What became public later than {@code after} and not later than {@code until} (UTC), and still is; the oldest first. Asked every few
     * minutes, for tenants that have subscribers; an item that is answered again is sent once all the same.
     */
    List<Item> appeared(TenantId tenant, Instant after, Instant until);

    /**
     * @param id {@code <plugin>.<what>}, at most 120 characters
     * @param labelKey message; {@code {0}} ... are replaced by the arguments
     */
    record Topic(String id, String labelKey, List<Object> arguments) {}

    /**
     * @param id of the item over all topics of its source: {@code news:<uuid>}, at most 120 characters
     * @param topics ids of the topics that it belongs to: whoever subscribed to one of them hears of it, once
     * @param summary one or two sentences, may be empty
     * @param path on the tenant's site
     */
    record Item(String id, List<String> topics, String title, String summary, String path) {}
}
