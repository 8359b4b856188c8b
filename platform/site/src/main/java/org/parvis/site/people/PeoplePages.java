package org.parvis.site.people;

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

/** The public page of people, services and commissions. */
@Component(service = Routes.class)
public final class PeoplePages implements Routes {

    static final String PATH = "/elus-et-services";

    private final People people;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public PeoplePages(@Reference People people, @Reference Plugins plugins, @Reference Themes themes) {
        this.people = people;
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
        return Response.view("site/people", Map.of(
                        "groups", view.teams(people.groups(request.tenant()), all, people.members(request.tenant())),
                        "title", texts.of("site.people.title"), "lead", texts.of("site.people.lead")))
                .tagged(People.TAG);
    }
}
