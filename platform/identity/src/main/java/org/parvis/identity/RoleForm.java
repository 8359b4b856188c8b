package org.parvis.identity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.RoleScopes;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/** The roles to tick, and what some of them can be limited to. */
@Component(service = RoleForm.class)
public final class RoleForm {
    static final String FIELD = "roles";
    private static final String SCOPE = "scope-";

    private final Plugins plugins;

    @Activate
    public RoleForm(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** A role to tick; {@code scopes} may be empty. */
    public record Box(String role, boolean on, List<ScopeBox> scopes) {}

    /** Something that a role can be limited to. */
    public record ScopeBox(String id, String label, boolean on) {}

    /** As the form shows roles: those that are held, or those that were ticked in a form that was refused. */
    List<Box> boxes(Request request, Set<Grant> held) {
        return roles(request).stream().map(role -> box(request.tenant(), role, held)).toList();
    }

    private Box box(TenantId tenant, Role role, Set<Grant> held) {
        List<Grant> mine = held.stream().filter(grant -> grant.tenant().equals(tenant) && grant.role() == role).toList();
        List<ScopeBox> scopes = scopes(role, tenant).stream()
                .map(scope -> new ScopeBox(scope.id(), scope.label(), mine.stream().anyMatch(grant -> grant.scope().equals(scope.id()))))
                .toList();
        return new Box(code(role), !mine.isEmpty(), scopes);
    }

    /** What was ticked, as far as the signed-in agent may give it here. */
    Set<Grant> read(Request request, Form form) {
        Set<Grant> grants = new HashSet<>();
        for (String name : form.values(FIELD)) {
            Optional<Role> role = roles(request).stream().filter(one -> code(one).equals(name)).findFirst();
            role.ifPresent(one -> grants.addAll(grants(request.tenant(), one, form)));
        }
        return grants;
    }

    private List<Grant> grants(TenantId tenant, Role role, Form form) {
        List<String> chosen = form.values(SCOPE + code(role));
        List<Grant> limited = scopes(role, tenant).stream()
                .filter(scope -> chosen.contains(scope.id()))
                .map(scope -> new Grant(tenant, role, scope.id()))
                .toList();
        return limited.isEmpty() ? List.of(Grant.of(tenant, role)) : limited;
    }

    private List<RoleScopes.Scope> scopes(Role role, TenantId tenant) {
        return plugins.of(tenant).of(RoleScopes.class).stream()
                .filter(source -> source.role() == role)
                .flatMap(source -> source.scopes(tenant).stream())
                .toList();
    }

    /** Roles that the signed-in agent may give here. */
    private static List<Role> roles(Request request) {
        boolean operators = request.tenant().equals(TenantId.TERRITORY) && request.signedIn().isOperator();
        return Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR || operators).toList();
    }

    static String code(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
