package org.parvis.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The role that the application works under, its rights, and the row-level security of the tenants' tables.
 *
 * <p>Rows are seen and written when their {@code tenant_id} is in the setting {@code parvis.tenant} (ids, comma-separated), and
 * all of them seen, none written, when {@code parvis.scope} is {@code territory}. Both settings are local to a transaction.
 */
final class PostgresRoles {
    private static final String ROLE = "parvis_app";
    private static final String TENANTS = "string_to_array(current_setting('parvis.tenant', true), ',')::uuid[]";

    private final @Nullable String login;

    /** @param login the application's own login, or null when it shares the owner's and takes a role instead */
    PostgresRoles(@Nullable String login) {
        this.login = login;
    }

    /** The role to take at the start of a connection, or null. */
    @Nullable String assumed() {
        return login == null ? ROLE : null;
    }

    void secure(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            // Grants of one thing by two nodes at once would collide.
            statement.execute("select pg_advisory_lock(" + PostgresLock.SECURE + ")");
            try {
                grant(owner, statement);
                for (String table : openTables(statement)) {
                    protect(statement, table);
                }
            } finally {
                statement.execute("select pg_advisory_unlock(" + PostgresLock.SECURE + ")");
            }
        }
    }

    private void grant(Connection owner, Statement statement) throws SQLException {
        String grantee = login == null ? ROLE : quoted(login);
        if (login == null) {
            createRole(statement);
        }
        String schema = quoted(owner.getSchema());
        statement.execute("grant usage on schema " + schema + " to " + grantee);
        statement.execute("grant select, insert, update, delete on all tables in schema " + schema + " to " + grantee);
        statement.execute("grant usage on all sequences in schema " + schema + " to " + grantee);
    }

    private static void createRole(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "select exists (select 1 from pg_roles where rolname = '" + ROLE + "'), pg_has_role(current_user, r.oid, 'MEMBER') from (select"
                        + " coalesce((select oid from pg_roles where rolname = '" + ROLE + "'), 10) as oid) r")) {
            rows.next();
            if (rows.getBoolean(1) && rows.getBoolean(2)) {
                return;
            }
        }
        // Needs the right to create roles; without it the operator makes the role, or gives two logins.
        statement.execute("do $$ begin create role " + ROLE + " nologin nosuperuser nobypassrls;"
                + " exception when duplicate_object or unique_violation then null; end $$");
        statement.execute("grant " + ROLE + " to current_user");
    }

    /** Tables of tenants whose rows are not protected yet. */
    private static List<String> openTables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select quote_ident(c.relname) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped"
                        + " where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void protect(Statement statement, String table) throws SQLException {
        statement.execute("alter table " + table + " enable row level security, force row level security");
        statement.execute("create policy parvis_tenant on " + table + " using (tenant_id = any (" + TENANTS + ")) with check (tenant_id = any (" + TENANTS + "))");
        statement.execute("create policy parvis_territory on " + table + " for select using (current_setting('parvis.scope', true) = 'territory')");
        // Migrations run as the owner and may move rows of all tenants.
        statement.execute("create policy parvis_owner on " + table + " to current_user using (true) with check (true)");
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
