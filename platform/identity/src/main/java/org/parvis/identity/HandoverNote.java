package org.parvis.identity;

import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Tenants;

/** What is handed over to an agent by hand where no e-mail can be sent. */
@Component(service = HandoverNote.class)
public final class HandoverNote {
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public HandoverNote(@Reference Tenants tenants, @Reference PublicUrls urls) {
        this.tenants = tenants;
        this.urls = urls;
    }

    /** Shown once. */
    public record Handover(String name, String email, String password, String address, Instant until) {}

    Handover of(Request request, String name, String email, String password) {
        return new Handover(name, email, password, urls.of(tenants.territory(), Destination.SIGN_IN), request.now().plus(SqlAgents.ONE_TIME));
    }
}
