package org.parvis.messaging.deliver;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** What many messages say alike, kept once. */
@Component(service = Contents.class)
public final class Contents {
    private final Database database;

    @Activate
    public Contents(@Reference Database database) {
        this.database = database;
    }

    /**
     * @param html sanitised
     * @param plain the same without marks
     */
    public record Content(String html, String plain) {}

    /** The contents of one tenant, each read once. */
    public final class Memory {
        private final TenantId tenant;
        private final Map<UUID, Optional<Content>> known = new HashMap<>();

        private Memory(TenantId tenant) {
            this.tenant = tenant;
        }

        public Optional<Content> byId(UUID id) {
            return known.computeIfAbsent(id, this::read);
        }

        private Optional<Content> read(UUID id) {
            return database.of(tenant)
                    .one(
                            "select c.html, c.plain from messaging_content c where c.tenant_id = :tenant and c.id = :id",
                            row -> new Content(row.string("html"), row.string("plain")),
                            "id", id);
        }
    }

    public Memory memory(TenantId tenant) {
        return new Memory(tenant);
    }

    public static UUID insert(Transaction transaction, Content content, Instant now) {
        UUID id = Ids.next();
        transaction.execute(
                "insert into messaging_content (tenant_id, id, html, plain, created) values (:tenant, :id, :html, :plain, :now)",
                "id", id, "html", content.html(), "plain", content.plain(), "now", now);
        return id;
    }

    /** Deletes contents that no message needs any more. */
    static int purge(Transaction transaction, Instant before) {
        return transaction.execute(
                """
                delete from messaging_content c where c.tenant_id = :tenant and c.created < :before
                and not exists (select 1 from messaging_message m where m.tenant_id = :tenant and m.content_id = c.id)
                """,
                "before", before);
    }
}
