package org.parvis.site.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/** The useful contacts of each tenant. */
@Component(service = Contacts.class)
public final class Contacts {

    static final String TAG = "site.contacts";

    private static final String COLUMNS = "c.id, c.category, c.name, c.detail, c.phone, c.email, c.url, c.address, c.version";

    private final Database database;
    private final Audit audit;

    @Activate
    public Contacts(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    List<UsefulContact> all(TenantId tenant) {
        return database.of(tenant).list("select " + COLUMNS + " from site_contact c where c.tenant_id = :tenant order by c.name, c.id", Contacts::contact);
    }

    Optional<UsefulContact> byId(TenantId tenant, UUID id) {
        return database.of(tenant).one("select " + COLUMNS + " from site_contact c where c.tenant_id = :tenant and c.id = :id", Contacts::contact, "id", id);
    }

    private static UsefulContact contact(Row row) {
        return new UsefulContact(
                row.uuid("id"), UsefulContact.Category.valueOf(row.string("category")), row.string("name"), row.string("detail"),
                row.string("phone"), row.string("email"), row.string("url"), row.string("address"), row.integer("version"));
    }

    /**
     * Adds a contact (version 0) or replaces the one with that id and version.
     *
     * @throws Conflict if another has changed it since
     */
    void save(TenantId tenant, UsefulContact contact, Agent agent) {
        database.of(tenant).write(transaction -> {
            if (write(transaction, contact) == 0) {
                throw new Conflict("site.conflict");
            }
            audit.record(transaction, agent, "site.contact", contact.id().toString(), "");
            transaction.touch(TAG);
        });
    }

    private static int write(Transaction transaction, UsefulContact contact) {
        String sql = contact.version() == 0
                ? "insert into site_contact (tenant_id, id, category, name, detail, phone, email, url, address, version)"
                        + " values (:tenant, :id, :category, :name, :detail, :phone, :email, :url, :address, :version + 1)"
                : "update site_contact c set category = :category, name = :name, detail = :detail, phone = :phone, email = :email, url = :url,"
                        + " address = :address, version = c.version + 1 where c.tenant_id = :tenant and c.id = :id and c.version = :version";
        return transaction.execute(
                sql, "id", contact.id(), "category", contact.category().name(), "name", contact.name(), "detail", contact.detail(),
                "phone", contact.phone(), "email", contact.email(), "url", contact.url(), "address", contact.address(),
                "version", contact.version());
    }

    void remove(TenantId tenant, UUID id, Agent agent) {
        database.of(tenant).write(transaction -> {
            transaction.execute("delete from site_contact c where c.tenant_id = :tenant and c.id = :id", "id", id);
            audit.record(transaction, agent, "site.contact.remove", id.toString(), "");
            transaction.touch(TAG);
        });
    }
}
