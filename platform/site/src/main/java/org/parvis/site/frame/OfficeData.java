package org.parvis.site.frame;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.content.Html;
import org.parvis.api.content.Json;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Tenant;
import org.parvis.site.TownHall;
import org.parvis.site.hours.Place;
import org.parvis.site.hours.Slot;

/** The town hall as structured data for search engines (schema.org, GovernmentOffice). */
final class OfficeData {

    private OfficeData() {}

    static Html jsonLd(Tenant tenant, TownHall hall, String officeName, String url, String image, List<Place> places) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "GovernmentOffice");
        data.put("name", officeName);
        data.put("url", url);
        put(data, "image", image);
        put(data, "telephone", hall.phone());
        put(data, "email", hall.email());
        data.put("address", address(hall));
        Coordinates coordinates = tenant.coordinates();
        if (coordinates != null) {
            data.put("geo", ordered("@type", "GeoCoordinates", "latitude", coordinates.latitude(), "longitude", coordinates.longitude()));
        }
        data.put("areaServed", ordered("@type", "AdministrativeArea", "name", tenant.name().name()));
        if (!hall.networks().isEmpty()) {
            data.put("sameAs", hall.networks().values().stream().sorted().toList());
        }
        if (!places.isEmpty() && !places.get(0).week().isClosed()) {
            data.put("openingHoursSpecification", hours(places.get(0)));
        }
        return new Html(Json.of(data));
    }

    private static Map<String, Object> address(TownHall hall) {
        Map<String, Object> address = ordered("@type", "PostalAddress");
        put(address, "streetAddress", hall.street());
        put(address, "postalCode", hall.postalCode());
        put(address, "addressLocality", hall.city());
        address.put("addressCountry", "FR");
        return address;
    }

    private static List<Object> hours(Place place) {
        List<Object> hours = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (Slot slot : place.week().on(day)) {
                String name = day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
                hours.add(ordered("@type", "OpeningHoursSpecification", "dayOfWeek", name, "opens", slot.opens(), "closes", slot.closes()));
            }
        }
        return hours;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    private static void put(Map<String, Object> data, String name, String value) {
        if (!value.isEmpty()) {
            data.put(name, value);
        }
    }
}
