package org.parvis.api.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.parvis.api.data.Reader;
import org.parvis.api.data.RowMapper;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * Rows of a plugin's table that are somebody's and whose time is over at some moment: what {@link PersonalData} and {@link PurgeRule} ask of
 * them. The texts are parts of SQL, written by the plugin and never typed by anybody; they name the table {@code r}.
 */
public final class PersonalRows {
    private final String table;
    private final String theirs;
    private final String parameter;
    private final Function<Person, Object> value;
    private final String over;

    private PersonalRows(String table, String column, String parameter, Function<Person, Object> value, String over) {
        this.table = table;
        this.theirs = column + " in (:" + parameter + ")";
        this.parameter = parameter;
        this.value = value;
        this.over = over;
    }

    /**
     * Rows that are somebody's by an e-mail address.
     *
     * @param table with a {@code tenant_id}
     * @param email whose they are, in lower case: {@code lower(r.agent_email)}
     * @param over which ones go, with the parameter {@code :moment}: {@code r.until_at < :moment}
     */
    public static PersonalRows byEmail(String table, String email, String over) {
        return new PersonalRows(table, email, "emails", Person::emails, over);
    }

    /**
     * Rows that are somebody's by an account.
     *
     * @param table with a {@code tenant_id}
     * @param account whose they are: {@code r.person}
     * @param over which ones go, with the parameter {@code :moment}
     */
    public static PersonalRows byAccount(String table, String account, String over) {
        return new PersonalRows(table, account, "accounts", Person::accounts, over);
    }

    /** Tenants that have some whose time is over. */
    public Collection<TenantId> due(Reader acrossTerritory, Instant moment) {
        return tenants(acrossTerritory, over, "moment", moment);
    }

    /** Deletes those whose time is over; their number. */
    public int purge(Transaction transaction, Instant moment) {
        return transaction.execute("delete from " + table + " r where r.tenant_id = :tenant and " + over, "moment", moment);
    }

    /**
     * Deletes some of those whose time is over; their number.
     *
     * @param most rows at once; the table has an {@code id}
     */
    public int purge(Transaction transaction, Instant moment, int most) {
        return transaction.execute(
                "delete from " + table + " r where r.tenant_id = :tenant and r.id in (:ids)",
                "ids",
                transaction.list(
                        "select r.id from " + table + " r where r.tenant_id = :tenant and " + over + " fetch first " + most + " rows only", row -> row.uuid("id"),
                        "moment", moment));
    }

    /** Tenants that have some of a person. */
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return tenants(acrossTerritory, theirs, parameter, value.apply(person));
    }

    /** Those of a person in a tenant. */
    public <T> List<T> of(Reader tenant, Person person, String columns, RowMapper<T> mapper) {
        return tenant.list("select " + columns + " from " + table + " r where r.tenant_id = :tenant and " + theirs, mapper, parameter, value.apply(person));
    }

    /** Deletes those of a person; their number. */
    public int erase(Transaction transaction, Person person) {
        return transaction.execute("delete from " + table + " r where r.tenant_id = :tenant and " + theirs, parameter, value.apply(person));
    }

    private List<TenantId> tenants(Reader acrossTerritory, String condition, String name, Object bound) {
        return acrossTerritory.list(
                "select distinct r.tenant_id from " + table + " r where " + condition, row -> new TenantId(row.uuid("tenant_id")), name, bound);
    }
}
