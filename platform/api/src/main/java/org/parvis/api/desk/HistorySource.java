package org.parvis.api.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.content.Versions;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Contribution: records whose former versions agents list, compare and restore at {@code /historique/<kind>/<id>}. */
@ConsumerType
public interface HistorySource {

    Kind kind();

    /** The record's title as it is now; empty if the tenant has no such record. */
    Optional<String> title(TenantId tenant, UUID record);

    int count(TenantId tenant, UUID record);

    /** Versions, the newest first. */
    List<Versions.Head> list(TenantId tenant, UUID record, int offset, int limit);

    Optional<Versions.Version> version(TenantId tenant, UUID record, int number);

    /**
     * Makes a former version's texts those of the record again: a new version, with its audit entry.
     *
     * @throws org.parvis.api.route.NotFound if there is no such version
     * @throws org.parvis.api.route.Conflict if somebody changes the record at the same time
     */
    void restore(TenantId tenant, UUID record, int number, Agent agent, Instant now);

    /**
     * A kind of record.
     *
     * @param name segment of the address, the same as in {@code path}: {@code pages}
     * @param path of the record's form, before its id, below {@code /bureau/<slug>}: {@code /pages/}
     * @param permission to see versions
     * @param restorePermission to restore one
     * @param fields what is compared, in order
     */
    record Kind(String name, String path, String permission, String restorePermission, List<Field> fields) {}

    /**
     * A field of a version.
     *
     * @param name its key in {@link Versions.Version#fields}
     * @param labelKey message
     * @param html whether it is sanitised HTML, of which the text is compared
     */
    record Field(String name, String labelKey, boolean html) {}
}
