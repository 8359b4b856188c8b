package org.parvis.tenancy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parvis.api.data.Database;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;

/** Changes of look and state. */
@Component
public final class SqlSiteChanges implements SiteChanges {
    private static final Pattern TOKEN_NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final int LONGEST_TOKENS = 4000;

    private final Database database;

    /** Comes after this module, and may be exchanged. */
    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
    private volatile @Nullable Themes themes;

    @Activate
    public SqlSiteChanges(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void look(TenantId tenant, Look look) {
        Themes installed = themes;
        if (installed != null && installed.byId(look.theme()).isEmpty()) {
            throw Invalid.field("theme", "tenancy.theme.unknown", look.theme());
        }
        checkTokens(look);
        database.of(tenant).write(transaction -> {
            if (TenantTable.updateLook(transaction, tenant, look) == 0) {
                throw new NotFound();
            }
            transaction.touch(LiveTenants.SITE);
        });
    }

    @Override
    public void state(TenantId tenant, SiteState state) {
        database.of(tenant).write(transaction -> {
            if (TenantTable.updateState(transaction, tenant, state) == 0) {
                throw new NotFound();
            }
            transaction.touch(LiveTenants.SITE);
        });
        // The portal lists what is online.
        database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
    }

    /** That a value suits its token is the theme's to say; here, that it can be stored. */
    private static void checkTokens(Look look) {
        look.tokens().forEach((name, value) -> {
            if (!TOKEN_NAME.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
                throw Invalid.field(name, "tenancy.token.invalid", name);
            }
        });
        String text = Registered.tokensText(look.tokens());
        if (text != null && text.length() > LONGEST_TOKENS) {
            throw Invalid.field("tokens", "tenancy.token.too-many");
        }
    }
}
