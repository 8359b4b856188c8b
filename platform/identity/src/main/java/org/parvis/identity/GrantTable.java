package org.parvis.identity;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.TenantId;

/**
 * Roles of accounts: statements and row mapping. All behind the territory's door.
 *
 * <p>A role of the ladder stands in {@code identity_role}, which former versions know and of which there is one in a tenant; the others
 * stand in {@code identity_grant}.
 */
public final class GrantTable {
    private GrantTable() {}

    public static Set<Grant> of(Reader reader, UUID account) {
        return new HashSet<>(reader.list(
                """
                select r.in_tenant, r.role_name, '' as scope from identity_role r where r.tenant_id = :tenant and r.account_id = :account
                union all
                select g.in_tenant, g.role_name, g.scope from identity_grant g where g.tenant_id = :tenant and g.account_id = :account
                """,
                row -> new Grant(new TenantId(row.uuid("in_tenant")), Role.valueOf(row.string("role_name")), row.string("scope")),
                "account", account));
    }

    /** Gives one more role; of the ladder, the higher one stays. */
    static void add(Transaction transaction, UUID account, Grant grant) {
        if (of(transaction, account).stream().anyMatch(held -> held.tenant().equals(grant.tenant()) && covers(held, grant))) {
            return;
        }
        if (grant.role().isOfLadder()) {
            putOfLadder(transaction, account, grant.tenant(), grant.role());
            return;
        }
        transaction.execute(
                "insert into identity_grant (tenant_id, account_id, in_tenant, role_name, scope) values (:tenant, :account, :place, :role, :scope)",
                "account", account, "place", grant.tenant(), "role", grant.role().name(), "scope", grant.scope());
    }

    private static boolean covers(Grant held, Grant wanted) {
        boolean samePlace = held.role() == wanted.role() && (held.scope().isEmpty() || held.scope().equals(wanted.scope()));
        return samePlace || (wanted.role().isOfLadder() && held.role().includes(wanted.role()));
    }

    private static void putOfLadder(Transaction transaction, UUID account, TenantId tenant, Role role) {
        int updated = transaction.execute(
                """
                update identity_role r set role_name = :role where r.tenant_id = :tenant and r.account_id = :account and r.in_tenant = :place
                """,
                "role", role.name(), "account", account, "place", tenant);
        if (updated == 0) {
            transaction.execute(
                    "insert into identity_role (tenant_id, account_id, in_tenant, role_name) values (:tenant, :account, :place, :role)",
                    "account", account, "place", tenant, "role", role.name());
        }
    }

    /** Takes all roles in a tenant away; the number of them. */
    static int delete(Transaction transaction, UUID account, TenantId tenant) {
        return transaction.execute(
                        "delete from identity_role r where r.tenant_id = :tenant and r.account_id = :account and r.in_tenant = :place",
                        "account", account, "place", tenant)
                + transaction.execute(
                        "delete from identity_grant g where g.tenant_id = :tenant and g.account_id = :account and g.in_tenant = :place",
                        "account", account, "place", tenant);
    }

    /** How many hold a role of the ladder in a tenant; others who take one away wait until this transaction is over. */
    static long lockAndCount(Transaction transaction, TenantId tenant, Role role) {
        transaction.execute(
                "update identity_role r set role_name = r.role_name where r.tenant_id = :tenant and r.in_tenant = :place and r.role_name = :role",
                "place", tenant, "role", role.name());
        return transaction.count(
                "select count(*) from identity_role r where r.tenant_id = :tenant and r.in_tenant = :place and r.role_name = :role",
                "place", tenant, "role", role.name());
    }
}
