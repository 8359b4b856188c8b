package org.parvis.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;

/** How to reach a tenant: from its settings, else what the official register says. Unknown values are empty. */
public record TownHall(
        String name, String tagline, String street, String postalCode, String city, String phone, String email, Map<String, String> networks) {

    public static final List<String> NETWORKS = List.of("facebook", "instagram", "linkedin", "youtube", "mastodon", "panneaupocket", "intramuros");

    private static final Pattern NOT_DIALLED = Pattern.compile("[^0-9+]+");
    private static final String NETWORK_PREFIX = "site.url.";

    public static TownHall of(Tenant tenant, Map<String, String> settings) {
        Map<String, String> networks = NETWORKS.stream()
                .filter(network -> settings.containsKey(NETWORK_PREFIX + network))
                .collect(Collectors.toMap(network -> network, network -> settings.get(NETWORK_PREFIX + network)));
        return new TownHall(
                settings.getOrDefault("site.name", ""),
                settings.getOrDefault("site.tagline", ""),
                settings.getOrDefault("site.street", ""),
                settings.getOrDefault("site.postalcode", tenant.postalCodes().isEmpty() ? "" : tenant.postalCodes().get(0)),
                settings.getOrDefault("site.city", tenant.kind() == TenantKind.COMMUNE ? tenant.name().name() : ""),
                settings.getOrDefault("site.phone", ""),
                settings.getOrDefault("site.email", ""),
                networks);
    }

    /** For {@code tel:} links: digits, with the international prefix when it is a French number. */
    public static String phoneHref(String phone) {
        String digits = NOT_DIALLED.matcher(phone).replaceAll("");
        if (digits.isEmpty()) {
            return "";
        }
        return "tel:" + (digits.length() == 10 && digits.startsWith("0") ? "+33" + digits.substring(1) : digits);
    }

    public boolean hasAddress() {
        return !street.isEmpty();
    }
}
