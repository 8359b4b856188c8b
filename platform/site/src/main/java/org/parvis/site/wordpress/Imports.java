package org.parvis.site.wordpress;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

/** Imports of a tenant: what agents decide about them. */
@Component(service = Imports.class)
public final class Imports {

    private static final int SHOWN = 20;

    private final Database database;
    private final Audit audit;

    @Activate
    public Imports(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    List<SiteImport> latest(TenantId tenant) {
        return ImportTable.latest(database.of(tenant), SHOWN);
    }

    SiteImport get(TenantId tenant, UUID id) {
        return ImportTable.byId(database.of(tenant), id).orElseThrow(NotFound::new);
    }

    /**
     * Begins an import, which then goes on by itself.
     *
     * @throws Conflict if it has begun already, or another is under way
     */
    void begin(TenantId tenant, UUID id, Agent agent, boolean inMenu) {
        database.of(tenant).write(transaction -> {
            if (ImportTable.running(transaction)) {
                throw new Conflict("site.import.error.running");
            }
            if (!ImportTable.begin(transaction, id, inMenu)) {
                throw new Conflict("site.import.error.begun");
            }
            transaction.enqueue(ImportRun.QUEUE, id.toString());
            audit.record(transaction, agent, "site.import.begin", id.toString(), "");
        });
    }

    /**
     * Deletes what was read, or a report; what was imported stays.
     *
     * @throws Conflict while it is under way
     */
    void delete(TenantId tenant, UUID id, Agent agent) {
        database.of(tenant).write(transaction -> {
            if (ImportTable.byId(transaction, id).orElseThrow(NotFound::new).state() == SiteImport.State.RUNNING) {
                throw new Conflict("site.import.error.running");
            }
            ImportTable.delete(transaction, id);
            audit.record(transaction, agent, "site.import.delete", id.toString(), "");
        });
    }
}
