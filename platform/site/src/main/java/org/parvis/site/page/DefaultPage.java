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
 * @param parentId the page above, or null
 */
record DefaultPage(String key, UUID id, @Nullable UUID parentId, String slug, String icon) {

    private static final List<DefaultPage> COMMUNE = List.of(
            page("town-hall", null, "la-mairie", "town-hall"),
            page("council", "town-hall", "conseil-municipal", "people"),
            page("acts", "town-hall", "deliberations-et-arretes", "file"),
            page("procedures", null, "demarches", "file"),
            page("civil-status", "procedures", "etat-civil", "rings"),
            page("identity-papers", "procedures", "papiers-d-identite", "id-card"),
            page("planning", "procedures", "urbanisme", "building"),
            page("elections", "procedures", "elections", "vote"),
            page("daily-life", null, "vie-pratique", "house"),
            page("waste", "daily-life", "dechets", "waste"),
            page("schools", "daily-life", "enfance-et-ecoles", "school"),
            page("health", "daily-life", "sante-et-urgences", "health"),
            page("risks", "daily-life", "risques-et-alertes", "alert"),
            page("discover", null, "decouvrir", "mountain"),
            page("associations", "discover", "associations", "heart"));

    private static final List<DefaultPage> GROUPING = List.of(
            page("grouping", null, "l-intercommunalite", "town-hall"),
            page("grouping-council", "grouping", "conseil-communautaire", "people"),
            page("grouping-services", null, "services", "hand"),
            page("grouping-waste", "grouping-services", "dechets", "waste"));

    private static final List<DefaultPage> TERRITORY = List.of(page("territory", null, "a-propos", "info"));

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

    private static DefaultPage page(String key, @Nullable String parent, String slug, String icon) {
        return new DefaultPage(key, idOf(key), parent == null ? null : idOf(parent), slug, icon);
    }

    /** The same on every site, so that an edited default page keeps its place and its children. */
    static UUID idOf(String key) {
        return UUID.nameUUIDFromBytes(("site.page." + key).getBytes(StandardCharsets.UTF_8));
    }
}
