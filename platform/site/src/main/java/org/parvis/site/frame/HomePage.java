package org.parvis.site.frame;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.people.People;

/** The home page of a commune, an EPCI, a syndicate. */
@Component(service = {Routes.class, HomePage.class})
public final class HomePage implements Routes {

    /** One fact about the tenant. */
    public record Fact(String label, String value, String url) {}

    /** The communes of an EPCI. */
    public record Members(int count, String url, List<Link> names) {}

    private static final int NAMES = 60;

    /** Parameters by which WordPress finds a page, whatever its name. */
    private static final List<String> FORMER = List.of("p", "page_id");

    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final People people;
    private final Redirects redirects;

    @Activate
    public HomePage(
            @Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants, @Reference PublicUrls urls,
            @Reference People people, @Reference Redirects redirects) {
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
        this.urls = urls;
        this.people = people;
        this.redirects = redirects;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/", this::home).reads(FORMER.toArray(String[]::new)));
    }

    /** A number that WordPress gave a page leads to that page or nowhere: no copy of the home page is kept under each number. */
    private Response home(Request request) {
        for (String name : FORMER) {
            List<String> numbers = request.queryAll(name);
            if (!numbers.isEmpty()) {
                String address = "/?" + name + "=" + numbers.get(0);
                return Response.moved(redirects.target(request.tenant(), address).orElseThrow(NotFound::new));
            }
        }
        return home(new FrameSource.Asked(
                request.site(), plugins.of(request.tenant()), request.language(), "/", null, request.now()));
    }

    /** The home page in the look of the site asked for. */
    public Response home(FrameSource.Asked asked) {
        Texts texts = Texts.of(themes, asked);
        Tenant tenant = asked.site().tenant();
        Map<String, Object> model = new HashMap<>();
        model.put("intro", texts.of("site.intro." + tenant.kind(), tenant.name().name(), tenant.name().a(), tenant.name().de()));
        model.put("facts", facts(texts, tenant));
        model.put("people", people.heads(tenant.id()));
        model.put("searchUrl", texts.url("/recherche"));
        if (tenant.kind() == TenantKind.EPCI) {
            model.put("members", members(texts, tenant));
        }
        Response response = Response.view("site/home", model).tagged("site", "tenants", People.TAG);
        return HomeBlocks.add(response, model, asked);
    }

    private List<Fact> facts(Texts texts, Tenant tenant) {
        List<Fact> facts = new ArrayList<>();
        Integer population = tenant.population();
        if (population != null) {
            facts.add(new Fact(texts.of("site.fact.population"), NumberFormat.getIntegerInstance(texts.language()).format(population), ""));
        }
        if (!tenant.postalCodes().isEmpty()) {
            facts.add(new Fact(texts.of("site.fact.postalcode"), String.join(", ", tenant.postalCodes()), ""));
        }
        for (Site above : tenants.above(tenant.id())) {
            if (above.tenant().kind() == TenantKind.EPCI) {
                facts.add(new Fact(texts.of("site.fact.epci"), above.tenant().name().name(), urls.of(above, texts.url("/"))));
            }
        }
        return facts;
    }

    private Members members(Texts texts, Tenant tenant) {
        List<Site> below = tenants.below(tenant.id());
        List<Link> names = below.stream()
                .limit(NAMES)
                .map(site -> Link.to(site.tenant().name().name(), urls.of(site, texts.url("/"))))
                .toList();
        return new Members(below.size(), texts.url("/communes"), names);
    }
}
