package org.parvis.site.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantKind;

/**
 * A page that each new site has, written beforehand in the messages {@code site.page.<key>.title}, {@code .lead} and {@code .body}.
 * It becomes a row only when a secretary edits it.
 *
 * @param parent key of the page above, or null
 */
record DefaultPage(String key, @Nullable String parent, String slug, String icon) {

    private static final List<DefaultPage> COMMUNE = List.of(
            new DefaultPage("town-hall", null, "la-mairie", "home"),
            new DefaultPage("council", "town-hall", "conseil-municipal", "users"),
            new DefaultPage("acts", "town-hall", "deliberations-et-arretes", "document"),
            new DefaultPage("procedures", null, "demarches", "document"),
            new DefaultPage("civil-status", "procedures", "etat-civil", "document"),
            new DefaultPage("identity-papers", "procedures", "papiers-d-identite", "document"),
            new DefaultPage("planning", "procedures", "urbanisme", "document"),
            new DefaultPage("elections", "procedures", "elections", "document"),
            new DefaultPage("daily-life", null, "vie-pratique", "info"),
            new DefaultPage("waste", "daily-life", "dechets", "info"),
            new DefaultPage("schools", "daily-life", "enfance-et-ecoles", "info"),
            new DefaultPage("health", "daily-life", "sante-et-urgences", "phone"),
            new DefaultPage("risks", "daily-life", "risques-et-alertes", "alert"),
            new DefaultPage("discover", null, "decouvrir", "map-pin"),
            new DefaultPage("associations", "discover", "associations", "users"));

    private static final List<DefaultPage> GROUPING = List.of(
            new DefaultPage("grouping", null, "l-intercommunalite", "home"),
            new DefaultPage("grouping-council", "grouping", "conseil-communautaire", "users"),
            new DefaultPage("grouping-services", null, "services", "info"),
            new DefaultPage("grouping-waste", "grouping-services", "dechets", "info"));

    private static final List<DefaultPage> TERRITORY = List.of(new DefaultPage("territory", null, "a-propos", "info"));

    static List<DefaultPage> of(TenantKind kind) {
        return switch (kind) {
            case COMMUNE -> COMMUNE;
            case TERRITORY -> TERRITORY;
            case EPCI, DEPARTMENT, SYNDICATE -> GROUPING;
        };
    }

    static Optional<DefaultPage> byId(TenantKind kind, UUID id) {
        return of(kind).stream().filter(page -> page.id().equals(id)).findFirst();
    }

    /** The same on every site, so that an edited default page keeps its place and its children. */
    UUID id() {
        return idOf(key);
    }

    @Nullable UUID parentId() {
        return parent == null ? null : idOf(parent);
    }

    static UUID idOf(String key) {
        return UUID.nameUUIDFromBytes(("site.page." + key).getBytes(StandardCharsets.UTF_8));
    }
}
