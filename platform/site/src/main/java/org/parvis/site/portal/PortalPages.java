package org.parvis.site.portal;

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
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.frame.HomeBlocks;

/** The territory's portal, and the list of communes on it and on the sites of EPCI. */
@Component(service = Routes.class)
public final class PortalPages implements Routes {

    static final String PATH = "/communes";

    private static final int PAGE = 60;
    private static final int FOUND = 20;

    /** One letter of the alphabetical list. */
    public record Letter(String letter, String url, boolean current) {}

    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public PortalPages(@Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
        this.urls = urls;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, "/", this::portal).reads("q"),
                Route.get(PATH, this::communes).reads("q", "lettre", "page"));
    }

    private Response portal(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        CommuneNames communes = new CommuneNames(tenants.all());
        List<Site> epcis = tenants.all().stream().filter(site -> site.tenant().kind() == TenantKind.EPCI).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("intro", texts.of("site.portal.intro", communes.all().size(), epcis.size()));
        model.put("count", communes.all().size());
        model.put("epciCount", epcis.size());
        String typed = request.query("q").orElse("");
        model.put("q", typed);
        if (!typed.isEmpty()) {
            List<Site> found = communes.matching(typed);
            model.put("found", found.stream().limit(FOUND).map(site -> link(texts, site)).toList());
            model.put("foundTotal", found.size());
        }
        model.put("letters", letters(texts, communes, ""));
        model.put("epcis", epcis.stream().map(site -> epci(texts, site)).toList());
        MapView.of(communes.all(), site -> urls.of(site, texts.url("/"))).ifPresent(map -> model.put("map", map));
        model.put("searchUrl", texts.url("/recherche"));
        FrameSource.Asked asked = new FrameSource.Asked(request.site(), texts.plugins(), request.language(), "/", null, request.now());
        return HomeBlocks.add(Response.view("site/portal", model).tagged("site", "tenants"), model, asked);
    }

    private Link epci(Texts texts, Site site) {
        return Link.to(site.tenant().name().name(), urls.of(site, texts.url("/")))
                .lead(texts.of("site.portal.communes", tenants.below(site.id()).size()));
    }

    private Link link(Texts texts, Site site) {
        String epci = tenants.above(site.id()).stream()
                .filter(above -> above.tenant().kind() == TenantKind.EPCI)
                .findFirst()
                .map(above -> above.tenant().name().name())
                .orElse("");
        String code = site.tenant().postalCodes().isEmpty() ? "" : site.tenant().postalCodes().get(0);
        String lead = code.isEmpty() || epci.isEmpty() ? code + epci : code + " · " + epci;
        return Link.to(site.tenant().name().name(), urls.of(site, texts.url("/"))).lead(lead);
    }

    private static List<Letter> letters(Texts texts, CommuneNames communes, String current) {
        return communes.letters().stream()
                .map(letter -> new Letter(letter, texts.url(PATH) + "?lettre=" + letter, letter.equals(current)))
                .toList();
    }

    private Response communes(Request request) {
        Site site = request.site();
        boolean territory = site.tenant().isTerritory();
        if (!territory && site.tenant().kind() != TenantKind.EPCI) {
            throw new NotFound();
        }
        Texts texts = new Texts(themes, site, plugins.of(site.id()), request.language());
        CommuneNames communes = new CommuneNames(territory ? tenants.all() : tenants.below(site.id()));
        String typed = request.query("q").orElse("");
        String letter = request.query("lettre").filter(text -> text.length() == 1).orElse("");
        List<Site> shown = !typed.isEmpty() ? communes.matching(typed) : !letter.isEmpty() ? communes.beginningWith(letter) : communes.all();
        int pages = Math.max(1, (shown.size() + PAGE - 1) / PAGE);
        int page = page(request, pages);
        Map<String, Object> model = new HashMap<>();
        model.put("title", texts.of(territory ? "site.communes.title" : "site.communes.members"));
        model.put("communes", shown.stream().skip((long) (page - 1) * PAGE).limit(PAGE).map(commune -> link(texts, commune)).toList());
        model.put("total", shown.size());
        model.put("letters", letters(texts, communes, letter));
        model.put("letter", letter);
        model.put("page", page);
        model.put("pages", pages);
        model.put("pageUrl", texts.url(PATH) + (letter.isEmpty() ? "" : "?lettre=" + letter));
        model.put("q", typed);
        if (!territory) {
            MapView.of(communes.all(), commune -> urls.of(commune, texts.url("/"))).ifPresent(map -> model.put("map", map));
        }
        return Response.view("site/communes", model).tagged("site", "tenants");
    }

    private static int page(Request request, int pages) {
        String typed = request.query("page").orElse("1");
        if (!typed.matches("\\d{1,6}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > pages) {
            throw new NotFound();
        }
        return Integer.parseInt(typed);
    }
}
