package org.parvis.acts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.desk.StoredHistory;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** What was said about an act before; kept as long as the act, since it is part of the proof. */
@Component(service = HistorySource.class)
public final class ActHistory implements StoredHistory {
    private static final Kind KIND = new Kind(
            "actes", "/actes/", "acts.publish", "acts.publish",
            List.of(
                    new Field("title", "acts.field.title", false), new Field("number", "acts.field.number", false),
                    new Field("kind", "acts.field.kind", false), new Field("matter", "acts.field.matter", false),
                    new Field("adopted", "acts.field.adopted", false), new Field("signatory", "acts.field.signatory", false),
                    new Field("capacity", "acts.field.capacity", false), new Field("received", "acts.field.received", false)));

    private final Acts acts;
    private final Database database;

    @Activate
    public ActHistory(@Reference Acts acts, @Reference Database database) {
        this.acts = acts;
        this.database = database;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Optional<String> title(TenantId tenant, UUID record) {
        return ActTable.byId(database.of(tenant), record).map(act -> act.content().title());
    }

    @Override
    public Versions versions() {
        return ActVersions.VERSIONS;
    }

    @Override
    public Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    @Override
    public void restore(TenantId tenant, UUID record, int number, Agent agent, Instant now) {
        acts.restoreVersion(tenant, agent, record, number);
    }
}
