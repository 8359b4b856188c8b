package org.parvis.operations.console;

import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "agent-invite", description = "Gives someone a role in a tenant; prints the one-time password of a new account")
public final class AgentInvite extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Reference
    Agents agents;

    @Argument(index = 0, name = "slug", description = "Slug of the tenant (territoire for an operator)", required = true)
    String slug;

    @Argument(index = 1, name = "email", description = "Address, which is the name to sign in with", required = true)
    String email;

    @Argument(index = 2, name = "name", description = "As colleagues see it", required = true)
    String name;

    @Option(name = "--role", description = "CONTRIBUTOR, EDITOR, ADMIN (default), CASE_WORKER, RECEPTION, MEDIATOR, ACCOUNTANT, AUDITOR, or OPERATOR (of the territory)")
    String role = "ADMIN";

    @Override
    void run() {
        TenantId tenant = slug.equals(tenants.territory().tenant().slug()) ? TenantId.TERRITORY : TenantsCommand.site(tenants, slug).id();
        Role wanted = Role.valueOf(role.toUpperCase(Locale.ROOT));
        if (wanted == Role.OPERATOR && !tenant.equals(TenantId.TERRITORY)) {
            throw new IllegalArgumentException("an operator is one of the territory: parvis:agent-invite --role OPERATOR territoire ...");
        }
        Optional<String> password = agents.invite(tenant, email, name, wanted, null);
        out().println(password.map(text -> "one-time password: " + text).orElse("the account existed and has the role now"));
    }
}
