package org.parvis.demarches.design;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;

/** Whose site a design is shown on while it is tried: the territory's, or that of a tenant who may offer it, with that one's theme and name. */
@Component(service = ShownOn.class)
public final class ShownOn {
    /** In the addresses of pages; in their forms with an underscore before it. */
    static final String PARAMETER = "site";
    private static final String FIELD = "_" + PARAMETER;

    private final Tenants tenants;

    @Activate
    public ShownOn(@Reference Tenants tenants) {
        this.tenants = tenants;
    }

    /** A site to choose. */
    public record Choice(String value, String label) {}

    /** As the page was asked for, or the form before says; the territory's if there is no such site. */
    Site of(Request request) throws IOException {
        String slug = request.method().equals("POST") ? request.form().value(FIELD) : request.query(PARAMETER).orElse("");
        return tenants.bySlug(slug).orElse(request.site());
    }

    /** For the choice on the page. */
    void into(Map<String, Object> model, Request request, Site shown) {
        List<Choice> choices = tenants.all().stream().map(site -> new Choice(site.tenant().slug(), site.tenant().name().name())).toList();
        model.put("sites", choices);
        model.put("shown", shown.id().equals(request.site().id()) ? "" : shown.tenant().slug());
    }
}
