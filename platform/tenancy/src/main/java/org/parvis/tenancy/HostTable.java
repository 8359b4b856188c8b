package org.parvis.tenancy;

import java.util.List;
import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** The table of further host names: statements and row mapping. A name without dot is a label below the territory's host. */
final class HostTable {
    private static final String SELECT = "select h.host, h.site, h.token, h.verified from tenancy_host h";

    private HostTable() {}

    /** A host name as stored. */
    record Stored(String host, TenantId site, String token, boolean verified) {}

    static List<Stored> verified(Reader reader) {
        return reader.list(SELECT + " where h.verified = true", HostTable::map);
    }

    static List<Stored> all(Reader reader) {
        return reader.list(SELECT, HostTable::map);
    }

    static List<Stored> of(Reader reader, TenantId site) {
        return reader.list(SELECT + " where h.site = :site order by h.host", HostTable::map, "site", site);
    }

    static Optional<Stored> one(Reader reader, String host) {
        return reader.one(SELECT + " where h.host = :host", HostTable::map, "host", host);
    }

    static void insert(Transaction transaction, Stored host) {
        transaction.execute(
                "insert into tenancy_host (host, site, token, verified) values (:host, :site, :token, :verified)",
                "host", host.host(), "site", host.site(), "token", host.token(), "verified", host.verified());
    }

    static int verify(Transaction transaction, TenantId site, String host) {
        return transaction.execute("update tenancy_host set verified = true where host = :host and site = :site", "host", host, "site", site);
    }

    static int delete(Transaction transaction, TenantId site, String host) {
        return transaction.execute("delete from tenancy_host where host = :host and site = :site", "host", host, "site", site);
    }

    static void move(Transaction transaction, TenantId from, TenantId to) {
        transaction.execute("update tenancy_host set site = :target where site = :former", "target", to, "former", from);
    }

    private static Stored map(Row row) {
        return new Stored(row.string("host"), new TenantId(row.uuid("site")), row.string("token"), row.bool("verified"));
    }
}
