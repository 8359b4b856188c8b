package org.parvis.api.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.TenantId;

/** A {@link HistorySource} of a {@link Versions} table; still registered as a {@code HistorySource}. */
@ConsumerType
public interface StoredHistory extends HistorySource {

    Versions versions();

    /** Of the database that has the table. */
    Reader reader(TenantId tenant);

    @Override
    default int count(TenantId tenant, UUID record) {
        return versions().count(reader(tenant), record);
    }

    @Override
    default List<Versions.Head> list(TenantId tenant, UUID record, int offset, int limit) {
        return versions().list(reader(tenant), record, offset, limit);
    }

    @Override
    default Optional<Versions.Version> version(TenantId tenant, UUID record, int number) {
        return versions().byNumber(reader(tenant), record, number);
    }
}
