package org.parvis.site.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.care.Care;
import org.parvis.site.care.CareList;
import org.parvis.site.TownHall;

/** How to reach the town hall, and whom else it is good to know. */
@Component(service = Routes.class)
public final class ContactPages implements Routes {

    /** Emergency numbers, in the order of the page; names and details are messages. */
    private static final List<String> EMERGENCY = List.of("112", "15", "17", "18", "114", "115", "119", "3919", "3114", "116117");

    /** A contact as shown. */
    public record View(String name, String phone, String phoneHref, String detail, String email, String url, String address) {}

    public record Category(String name, String anchor, List<View> contacts) {}

    /** Where the town hall stands. */
    public record Position(double latitude, double longitude, String mapUrl) {}

    private final Contacts contacts;
    private final Care care;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public ContactPages(@Reference Contacts contacts, @Reference Care care, @Reference Plugins plugins, @Reference Themes themes) {
        this.contacts = contacts;
        this.care = care;
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/contacts-utiles", this::useful), Route.get("/contact", this::townHall));
    }

    private Response useful(Request request) {
        Texts texts = texts(request);
        List<Category> groups = new ArrayList<>();
        groups.add(new Category(texts.of("site.contacts.EMERGENCY"), "urgences", EMERGENCY.stream().map(number -> emergency(texts, number)).toList()));
        List<UsefulContact> all = contacts.all(request.tenant());
        for (UsefulContact.Category category : UsefulContact.Category.values()) {
            List<View> views = all.stream().filter(contact -> contact.category() == category).map(ContactPages::view).toList();
            if (!views.isEmpty()) {
                groups.add(new Category(texts.of("site.contacts." + category), category.name().toLowerCase(Locale.ROOT), views));
            }
        }
        Map<String, Object> model = new HashMap<>(Map.of("groups", groups, "title", texts.of("site.contacts.title"), "lead", texts.of("site.contacts.lead")));
        care.verified(request.tenant(), CareList.CONTACTS).ifPresent(day -> model.put("verified", day));
        return Response.view("site/contacts", model).tagged(Contacts.TAG);
    }

    private static View emergency(Texts texts, String number) {
        return new View(texts.of("site.emergency." + number), texts.or("site.emergency." + number + ".number", number), "tel:" + number,
                texts.of("site.emergency." + number + ".detail"), "", "", "");
    }

    private static View view(UsefulContact contact) {
        return new View(
                contact.name(), contact.phone(), TownHall.phoneHref(contact.phone()), contact.detail(), contact.email(), contact.url(),
                contact.address());
    }

    private Response townHall(Request request) {
        Texts texts = texts(request);
        Map<String, Object> model = new HashMap<>();
        model.put("title", texts.of("site.contact.title"));
        model.put("lead", texts.of("site.contact.lead"));
        Coordinates place = request.site().tenant().coordinates();
        if (place != null) {
            String at = String.format(Locale.ROOT, "%.5f/%.5f", place.latitude(), place.longitude());
            model.put("coordinates", new Position(
                    place.latitude(), place.longitude(),
                    String.format(Locale.ROOT, "https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f#map=16/%s", place.latitude(), place.longitude(), at)));
        }
        return Response.view("site/contact", model).tagged("site");
    }

    private Texts texts(Request request) {
        return new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
    }
}
