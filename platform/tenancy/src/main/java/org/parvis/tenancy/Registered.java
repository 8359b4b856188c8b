package org.parvis.tenancy;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;

/**
 * A tenant and its site as stored.
 *
 * @param canonicalHost as stored: a name without dot is a label below the territory's host; null: the slug
 * @param mergedInto the tenant whose site answers for this one, if any
 */
record Registered(
        TenantId id,
        TenantKind kind,
        String slug,
        Official official,
        SiteState state,
        Look look,
        @Nullable String canonicalHost,
        @Nullable UUID mergedInto) {

    /** What the official data say about a tenant; an import may change it. */
    record Official(
            String name,
            @Nullable String insee,
            @Nullable String siren,
            List<String> postalCodes,
            @Nullable Integer population,
            TenantId parent,
            @Nullable Coordinates coordinates,
            ZoneId zone) {}

    Tenant tenant() {
        return new Tenant(
                id,
                kind,
                slug,
                new PlaceName(official.name()),
                official.insee(),
                official.siren(),
                official.postalCodes(),
                official.population(),
                kind == TenantKind.TERRITORY ? null : official.parent(),
                official.coordinates(),
                official.zone());
    }

    /** One {@code name=value} per line. */
    static @Nullable String tokensText(Map<String, String> tokens) {
        if (tokens.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        tokens.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(token -> text.append(token.getKey()).append('=').append(token.getValue()).append('\n'));
        return text.toString();
    }

    static Map<String, String> tokens(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        Map<String, String> tokens = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            tokens.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return tokens;
    }
}
