package org.parvis.site.hours;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;

/** The public page of opening hours. */
@Component(service = Routes.class)
public final class HoursPages implements Routes {

    private final Hours hours;
    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;

    @Activate
    public HoursPages(@Reference Hours hours, @Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants) {
        this.hours = hours;
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/horaires", this::page));
    }

    private Response page(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        HoursView view = new HoursView(texts, tenants, request.now());
        List<Exceptional> exceptions = hours.exceptions(request.tenant(), view.monday());
        List<HoursView.PlaceHours> places =
                hours.places(request.tenant()).stream().map(place -> view.of(place, exceptions)).toList();
        Response response = Response.view("site/hours", Map.of(
                        "places", places, "title", texts.of("site.hours.title"), "lead", texts.of("site.hours.lead")))
                .tagged(Hours.TAG);
        for (HoursView.PlaceHours place : places) {
            response = response.validUntil(place.validUntil());
        }
        return response.validUntil(view.today().plusDays(1).atStartOfDay(texts.site().tenant().zone()).toInstant());
    }
}
