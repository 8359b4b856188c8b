package org.parvis.tenancy;

import java.util.List;
import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * The table of further host names that serve a site: statements and row mapping. A name without dot is a label below the territory's host.
 * Rows that are not verified are left over from before there was {@link ClaimTable}: they count for nothing.
 */
final class HostTable {
    private static final String SELECT = "select h.host, h.site from tenancy_host h where h.verified = true";

    private HostTable() {}

    /** A host name as stored. */
    record Stored(String host, TenantId site) {

        /** Whether it is a domain of the tenant's own, and not a label below the territory's host. */
        boolean own() {
            return host.indexOf('.') >= 0;
        }
    }

    static List<Stored> all(Reader reader) {
        return reader.list(SELECT, HostTable::map);
    }

    static List<Stored> of(Reader reader, TenantId site) {
        return reader.list(SELECT + " and h.site = :site order by h.host", HostTable::map, "site", site);
    }

    static Optional<Stored> one(Reader reader, String host) {
        return reader.one(SELECT + " and h.host = :host", HostTable::map, "host", host);
    }

    static void insert(Transaction transaction, Stored host) {
        transaction.execute("delete from tenancy_host where host = :host and verified = false", "host", host.host());
        transaction.execute(
                "insert into tenancy_host (host, site, token, verified) values (:host, :site, '', true)", "host", host.host(), "site", host.site());
    }

    static int delete(Transaction transaction, TenantId site, String host) {
        return transaction.execute("delete from tenancy_host where host = :host and site = :site", "host", host, "site", site);
    }

    static void move(Transaction transaction, TenantId from, TenantId to) {
        transaction.execute("update tenancy_host set site = :target where site = :former", "target", to, "former", from);
    }

    private static Stored map(Row row) {
        return new Stored(row.string("host"), new TenantId(row.uuid("site")));
    }
}
