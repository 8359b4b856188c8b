package org.parvis.backoffice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** The logo and the header picture of a site. */
@Component(service = MediaUse.class)
public final class LookMedia implements MediaUse {

    private final Tenants tenants;
    private final SiteChanges changes;
    private final Permissions permissions;

    @Activate
    public LookMedia(@Reference Tenants tenants, @Reference SiteChanges changes, @Reference Permissions permissions) {
        this.tenants = tenants;
        this.changes = changes;
        this.permissions = permissions;
    }

    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        List<Use> uses = new ArrayList<>();
        tenants.byId(tenant).map(Site::look).ifPresent(look -> {
            if (id.equals(look.logo())) {
                uses.add(new Use("backoffice.media.logo", "", "/apparence"));
            }
            if (id.equals(look.header())) {
                uses.add(new Use("backoffice.media.header", "", "/apparence"));
            }
        });
        return uses;
    }

    /** Only by an agent who may change the look; else it stays as it is. */
    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
        Look look = tenants.byId(tenant).map(Site::look).orElse(null);
        if (look == null || !permissions.may(agent, LookPages.PERMISSION, tenant)) {
            return;
        }
        Look changed = new Look(look.theme(), look.tokens(), other(look.logo(), id, by), other(look.header(), id, by));
        if (!changed.equals(look)) {
            changes.look(tenant, changed);
        }
    }

    private static @Nullable String other(@Nullable String chosen, String id, Image by) {
        return id.equals(chosen) ? by.id() : chosen;
    }
}
