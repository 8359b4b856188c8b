package org.parvis.operations.fleet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;

/** What an operator looks for among the tenants; every part is empty when not asked for. */
public record TenantFilter(String q, String genre, String etat, String theme, String tri) {

    static final String[] PARAMETERS = {"q", "genre", "etat", "theme", "tri", "page", "fait"};

    static TenantFilter of(Request request) {
        return new TenantFilter(
                request.query("q").orElse(""),
                request.query("genre").orElse(""),
                request.query("etat").orElse(""),
                request.query("theme").orElse(""),
                request.query("tri").orElse("nom"));
    }

    public boolean active() {
        return !(q + genre + etat + theme).isEmpty();
    }

    /** As the query of an address, without the page. */
    public String query() {
        return "?q=" + encoded(q) + "&genre=" + encoded(genre) + "&etat=" + encoded(etat) + "&theme=" + encoded(theme) + "&tri=" + encoded(tri);
    }

    List<Site> of(List<Site> sites) {
        return sites.stream().filter(this::fits).sorted(order()).toList();
    }

    private boolean fits(Site site) {
        return (q.isEmpty() || named(site))
                && (genre.isEmpty() || site.tenant().kind().name().equalsIgnoreCase(genre))
                && (etat.isEmpty() || site.state().name().equalsIgnoreCase(etat))
                && (theme.isEmpty() || site.look().theme().equals(theme));
    }

    private boolean named(Site site) {
        String wanted = plain(q);
        return plain(site.tenant().name().name()).contains(wanted)
                || site.tenant().slug().contains(wanted)
                || site.host().contains(wanted)
                || q.equals(site.tenant().insee())
                || q.equals(site.tenant().siren())
                || site.tenant().postalCodes().contains(q);
    }

    private Comparator<Site> order() {
        Comparator<Site> byName = Comparator.comparing(site -> site.tenant().name().sortKey());
        return switch (tri) {
            case "population" -> Comparator.comparingInt((Site site) -> {
                        Integer population = site.tenant().population();
                        return population == null ? 0 : -population;
                    })
                    .thenComparing(byName);
            case "etat" -> Comparator.comparing(Site::state).thenComparing(byName);
            case "theme" -> Comparator.comparing((Site site) -> site.look().theme()).thenComparing(byName);
            default -> byName;
        };
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
