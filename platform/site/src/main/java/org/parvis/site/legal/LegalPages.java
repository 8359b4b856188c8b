package org.parvis.site.legal;

import java.time.LocalDate;
import java.util.HashMap;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.content.RichText;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.TownHall;
import org.parvis.site.people.People;

/** Legal notice, accessibility statement and personal data, filled with the tenant's data. */
@Component(service = Routes.class)
public final class LegalPages implements Routes {

    /** A part of a legal page. */
    public record Section(String title, String anchor, Html body) {}

    /** One processing of personal data. */
    public record Processing(String purpose, String categories, String basis, List<String> retention, String controller) {}

    private final Plugins plugins;
    private final Themes themes;
    private final Settings settings;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final RichText richText;
    private final People people;

    @Activate
    public LegalPages(
            @Reference Plugins plugins, @Reference Themes themes, @Reference Settings settings, @Reference Tenants tenants,
            @Reference PublicUrls urls, @Reference RichText richText, @Reference People people) {
        this.plugins = plugins;
        this.themes = themes;
        this.settings = settings;
        this.tenants = tenants;
        this.urls = urls;
        this.richText = richText;
        this.people = people;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/mentions-legales", this::notice),
                Route.get("/accessibilite", this::accessibility),
                Route.get("/donnees-personnelles", this::privacy));
    }

    private Response notice(Request request) {
        return document(request, "legal", List.of("publisher", "director", "host", "content", "links"), Map.of());
    }

    private Response accessibility(Request request) {
        Map<String, String> mine = settings.of(request.tenant());
        String state = mine.getOrDefault("site.accessibility.state", "none");
        String audited = mine.getOrDefault("site.accessibility.audited", "");
        Map<String, Object> more = audited.isEmpty()
                ? Map.of("state", state)
                : Map.of("state", state, "audited", LocalDate.parse(audited));
        return document(request, "accessibility", List.of("state." + state, "made", "contact", "remedies"), more);
    }

    private Response privacy(Request request) {
        Texts texts = texts(request);
        List<Processing> processings = texts.plugins().of(PersonalData.class).stream()
                .flatMap(source -> source.processings().stream().map(processing -> processing(texts, source, processing)))
                .toList();
        return document(request, "privacy", List.of("principles", "controller", "cookies", "rights"),
                Map.of("processings", processings));
    }

    private Processing processing(Texts texts, PersonalData source, PersonalData.Processing processing) {
        List<String> times = PersonalData.Kept.byTime(source.kept(texts.site().id(), texts.language(), processing.id())).entrySet().stream()
                .map(time -> texts.of("site.privacy.kept", time(texts, time.getKey()), String.join(", ", time.getValue())))
                .toList();
        List<String> retention = times.isEmpty() ? List.of(time(texts, processing.retention())) : times;
        return new Processing(
                texts.of(processing.purposeKey()), texts.of(processing.categoriesKey()), texts.of("site.privacy.basis." + processing.basis()), retention,
                processing.controller() == PersonalData.Controller.TERRITORY ? host() : texts.site().tenant().name().name());
    }

    private static String time(Texts texts, Period period) {
        int months = (int) period.toTotalMonths();
        return months == 0
                ? texts.of("site.privacy.days", period.getDays())
                : months % 12 == 0 ? texts.of("site.privacy.years", months / 12) : texts.of("site.privacy.months", months);
    }

    /** Who runs the installation: controller of what its tenants share, processor of the rest. */
    private String host() {
        return settings.of(TenantId.TERRITORY).getOrDefault("site.operator", tenants.territory().tenant().name().name());
    }

    private Response document(Request request, String name, List<String> parts, Map<String, Object> more) {
        Texts texts = texts(request);
        Object[] data = data(texts);
        Map<String, Object> model = new HashMap<>(more);
        String prefix = "site." + name;
        model.put("title", texts.of(prefix + ".title"));
        model.put("lead", texts.of(prefix + ".lead", data));
        model.put("sections", parts.stream()
                .map(part -> new Section(
                        texts.of(prefix + "." + part + ".title"), part.replace('.', '-'),
                        new Html(richText.sanitise(texts.of(prefix + "." + part + ".body", data)))))
                .toList());
        return Response.view("site/" + name, model).tagged("site", "settings", "tenants", People.TAG, "settings@" + TenantId.TERRITORY);
    }

    /**
     * {0} « commune de … », {1} address, {2} phone, {3} e-mail, {4} head of publication, {5} name of the host, {6} its address,
     * {7} the site's address, {8} the data protection officer; all escaped.
     */
    private Object[] data(Texts texts) {
        Map<String, String> mine = settings.of(texts.site().id());
        Map<String, String> host = settings.of(TenantId.TERRITORY);
        TownHall hall = TownHall.of(texts.site().tenant(), mine);
        String address = Stream.of(hall.street(), (hall.postalCode() + " " + hall.city()).strip())
                .filter(line -> !line.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String unknown = texts.of("site.legal.unknown");
        String head = people.heads(texts.site().id()).stream()
                .findFirst()
                .map(person -> person.role().isEmpty() ? person.name() : person.name() + ", " + person.role())
                .orElseGet(() -> texts.of("site.legal.head." + texts.site().tenant().kind()));
        return Stream.of(
                        body(texts), orElse(address, unknown),
                        orElse(hall.phone(), unknown), orElse(hall.email(), unknown), head,
                        host(),
                        host.getOrDefault("site.operator.address", unknown), urls.of(texts.site(), "/"),
                        mine.getOrDefault("site.dpo", host.getOrDefault("site.dpo", unknown)))
                .map(LegalPages::escaped)
                .toArray();
    }

    private static String body(Texts texts) {
        Tenant tenant = texts.site().tenant();
        return texts.of("site.body." + tenant.kind(), tenant.name().de(), tenant.name().name());
    }

    private static String orElse(String value, String other) {
        return value.isEmpty() ? other : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Texts texts(Request request) {
        return new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
    }
}
