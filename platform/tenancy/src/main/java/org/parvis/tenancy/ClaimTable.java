package org.parvis.tenancy;

import java.util.List;
import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** The table of host names that a tenant asks for and has not proven: statements and row mapping. */
final class ClaimTable {
    private static final String SELECT = "select c.host, c.token from tenancy_claim c where c.tenant_id = :tenant";

    private ClaimTable() {}

    /** A host name as asked for. */
    record Claim(String host, String token) {}

    static List<Claim> of(Reader reader) {
        return reader.list(SELECT + " order by c.host", ClaimTable::map);
    }

    static Optional<Claim> one(Reader reader, String host) {
        return reader.one(SELECT + " and c.host = :host", ClaimTable::map, "host", host);
    }

    static void insert(Transaction transaction, Claim claim) {
        transaction.execute(
                "insert into tenancy_claim (tenant_id, host, token) values (:tenant, :host, :token)", "host", claim.host(), "token", claim.token());
    }

    static int delete(Transaction transaction, String host) {
        return transaction.execute("delete from tenancy_claim where tenancy_claim.tenant_id = :tenant and host = :host", "host", host);
    }

    private static Claim map(Row row) {
        return new Claim(row.string("host"), row.string("token"));
    }
}
