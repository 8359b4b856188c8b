package org.parvis.identity.mandate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.MandateScopes;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;
import org.parvis.identity.mandate.MandateTable.Stored;

/** What mandates can be given for. */
@Component(service = ScopeList.class)
public final class ScopeList {
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public ScopeList(@Reference Plugins plugins, @Reference Themes themes) {
        this.plugins = plugins;
        this.themes = themes;
    }

    List<MandateScopes.Scope> of(TenantId tenant) {
        return plugins.of(tenant).of(MandateScopes.class).stream().flatMap(source -> source.scopes(tenant).stream()).toList();
    }

    /** In words: what was ticked, and what the agent wrote. */
    String named(TenantId tenant, Stored mandate, Locale language) {
        return named(tenant, mandate.scopes(), mandate.purpose(), language);
    }

    private String named(TenantId tenant, Set<String> scopes, String purpose, Locale language) {
        String ticked = of(tenant).stream().filter(scope -> scopes.contains(scope.id())).map(MandateScopes.Scope::label).collect(Collectors.joining(", "));
        String all = scopes.isEmpty() ? text(tenant, language, "identity.mandate.scope.all") : ticked.isEmpty() ? String.join(", ", scopes) : ticked;
        return purpose.isEmpty() ? all : all + " – " + purpose;
    }

    String text(TenantId tenant, Locale language, String key, Object... arguments) {
        return themes.text("base", plugins.of(tenant), language, key, arguments);
    }
}
