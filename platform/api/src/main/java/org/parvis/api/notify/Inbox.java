package org.parvis.api.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** The inbox of accounts: what all tenants of the territory wrote to a person. */
@ProviderType
public interface Inbox {

    /** The latest first. */
    List<Message> of(UUID person, int offset, int limit);

    long count(UUID person);

    long unread(UUID person);

    /** Marks messages of that person as read; ids of others are ignored. */
    void read(UUID person, List<UUID> ids);

    /** Deletes a message of that person. */
    void delete(UUID person, UUID id);

    /**
     * A message.
     *
     * @param from the tenant in whose name it was written
     * @param text plain, paragraphs apart by an empty line
     * @param received UTC
     */
    record Message(UUID id, TenantId from, String subject, String text, Instant received, boolean read) {}
}
