package org.parvis.site.people;

import java.util.HashMap;
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
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.care.Care;
import org.parvis.site.care.CareList;

/** The public page of people, services and commissions. */
@Component(service = Routes.class)
public final class PeoplePages implements Routes {

    static final String PATH = "/elus-et-services";

    private final People people;
    private final Care care;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public PeoplePages(@Reference People people, @Reference Care care, @Reference Plugins plugins, @Reference Themes themes) {
        this.people = people;
        this.care = care;
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(PATH, this::page));
    }

    private Response page(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        List<Person> all = people.all(request.tenant());
        PeopleView view = new PeopleView(people.photos(request.tenant(), all));
        Map<String, Object> model = new HashMap<>(Map.of(
                "groups", view.teams(people.groups(request.tenant()), all, people.members(request.tenant())),
                "title", texts.of("site.people.title"), "lead", texts.of("site.people.lead")));
        care.verified(request.tenant(), CareList.PEOPLE).ifPresent(day -> model.put("verified", day));
        return Response.view("site/people", model).tagged(People.TAG);
    }
}
