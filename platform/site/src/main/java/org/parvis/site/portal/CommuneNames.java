package org.parvis.site.portal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.parvis.api.content.Slug;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;

/** Finds communes by name or postal code among some sites. */
public final class CommuneNames {

    private final List<Site> communes;

    public CommuneNames(List<Site> sites) {
        this.communes = sites.stream()
                .filter(site -> site.tenant().kind() == TenantKind.COMMUNE)
                .sorted(Comparator.comparing((Site site) -> site.tenant().name().sortKey()).thenComparing(site -> site.tenant().slug()))
                .toList();
    }

    List<Site> all() {
        return communes;
    }

    /** Letters that a commune's name begins with, article aside. */
    List<String> letters() {
        return communes.stream().map(CommuneNames::letter).distinct().sorted().toList();
    }

    List<Site> beginningWith(String letter) {
        return communes.stream().filter(site -> letter(site).equalsIgnoreCase(letter)).toList();
    }

    private static String letter(Site site) {
        String key = site.tenant().name().sortKey();
        return key.isEmpty() ? "" : key.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** Those whose name begins with the words first, then those that contain them, then by postal code. */
    public List<Site> matching(String typed) {
        String wanted = Slug.of(typed);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return communes.stream().filter(site -> rank(site, wanted) < 3).sorted(Comparator.comparingInt(site -> rank(site, wanted))).toList();
    }

    private static int rank(Site site, String wanted) {
        String name = Slug.of(site.tenant().name().name());
        if (name.startsWith(wanted) || Slug.of(site.tenant().name().sortKey()).startsWith(wanted)) {
            return 0;
        }
        if (name.contains(wanted)) {
            return 1;
        }
        return site.tenant().postalCodes().stream().anyMatch(code -> code.startsWith(wanted)) ? 2 : 3;
    }
}
