package org.parvis.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What surrounds a page, with plausible texts. */
final class PagesFrame {
    private PagesFrame() {}

    static Map<String, Object> plausible() {
        Map<String, Object> frame = new HashMap<>();
        frame.put("title", "Rodez");
        frame.put("tagline", "Au cœur du Rouergue");
        frame.put("menu", List.of(link("Actualités", "/actualites", true), link("La mairie", "/mairie", false)));
        frame.put("quick", List.of(Map.of("label", "Horaires", "url", "/horaires", "icon", "clock")));
        frame.put("banners", List.of());
        frame.put("open", Map.of("sentence", "Ouvert jusqu’à 17 h", "open", true, "url", "/horaires"));
        frame.put("contact", Map.of(
                "name", "Mairie de Rodez", "street", "Place de la Mairie", "postalCode", "12000", "city", "Rodez", "phone", "05 65 00 00 00",
                "phoneHref", "tel:+33565000000", "email", "mairie@example.org"));
        frame.put("legal", List.of(link("Mentions légales", "/mentions-legales", false)));
        frame.put("languages", List.of(language("fr", "Français", "/", true), language("en", "English", "/en/", false)));
        frame.put("feeds", List.of());
        frame.put("canonical", "https://rodez.territoire.example/");
        frame.put("robots", "");
        frame.put("prepared", false);
        frame.put("feedback", true);
        frame.put("portal", Map.of("name", "Aveyron", "url", "https://territoire.example/"));
        frame.put("searchUrl", "/recherche");
        frame.put("hoursUrl", "/horaires");
        frame.put("contactUrl", "/contact");
        return frame;
    }

    /** Of the back office: without menu. */
    static Map<String, Object> desk() {
        return Map.of("title", "Rodez", "base", "/bureau/rodez", "inTenant", true, "siteUrl", "https://rodez.territoire.example");
    }

    private static Map<String, Object> link(String label, String url, boolean current) {
        return Map.of("label", label, "url", url, "current", current, "children", List.of());
    }

    private static Map<String, Object> language(String tag, String label, String url, boolean current) {
        return Map.of("tag", tag, "label", label, "url", url, "address", "https://rodez.territoire.example" + url, "current", current);
    }
}
