package org.parvis.api.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.parvis.api.data.Reader;
import org.parvis.api.data.RowMapper;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * Rows of a plugin's table that are somebody's by an e-mail address and whose time is over at some moment: what {@link PersonalData} and
 * {@link PurgeRule} ask of them. The texts are parts of SQL, written by the plugin and never typed by anybody; they name the table {@code r}.
 *
 * @param table with a {@code tenant_id}
 * @param email whose they are, in lower case: {@code lower(r.agent_email)}
 * @param over which ones go, with the parameter {@code :moment}: {@code r.until_at < :moment}
 */
public record PersonalRows(String table, String email, String over) {

    /** Tenants that have some whose time is over. */
    public Collection<TenantId> due(Reader acrossTerritory, Instant moment) {
        return tenants(acrossTerritory, over, "moment", moment);
    }

    /** Deletes those whose time is over; their number. */
    public int purge(Transaction transaction, Instant moment) {
        return transaction.execute("delete from " + table + " r where r.tenant_id = :tenant and " + over, "moment", moment);
    }

    /** Tenants that have some of a person. */
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return tenants(acrossTerritory, email + " in (:emails)", "emails", person.emails());
    }

    /** Those of a person in a tenant. */
    public <T> List<T> of(Reader tenant, Person person, String columns, RowMapper<T> mapper) {
        return tenant.list(
                "select " + columns + " from " + table + " r where r.tenant_id = :tenant and " + email + " in (:emails)", mapper, "emails", person.emails());
    }

    /** Deletes those of a person; their number. */
    public int erase(Transaction transaction, Person person) {
        return transaction.execute("delete from " + table + " r where r.tenant_id = :tenant and " + email + " in (:emails)", "emails", person.emails());
    }

    private List<TenantId> tenants(Reader acrossTerritory, String condition, String parameter, Object value) {
        return acrossTerritory.list(
                "select distinct r.tenant_id from " + table + " r where " + condition, row -> new TenantId(row.uuid("tenant_id")), parameter, value);
    }
}
