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
            new DefaultPage("town-hall", null, "la-mairie", "town-hall"),
            new DefaultPage("council", "town-hall", "conseil-municipal", "people"),
            new DefaultPage("acts", "town-hall", "deliberations-et-arretes", "file"),
            new DefaultPage("procedures", null, "demarches", "file"),
            new DefaultPage("civil-status", "procedures", "etat-civil", "rings"),
            new DefaultPage("identity-papers", "procedures", "papiers-d-identite", "id-card"),
            new DefaultPage("planning", "procedures", "urbanisme", "building"),
            new DefaultPage("elections", "procedures", "elections", "vote"),
            new DefaultPage("daily-life", null, "vie-pratique", "house"),
            new DefaultPage("waste", "daily-life", "dechets", "waste"),
            new DefaultPage("schools", "daily-life", "enfance-et-ecoles", "school"),
            new DefaultPage("health", "daily-life", "sante-et-urgences", "health"),
            new DefaultPage("risks", "daily-life", "risques-et-alertes", "alert"),
            new DefaultPage("discover", null, "decouvrir", "mountain"),
            new DefaultPage("associations", "discover", "associations", "heart"));

    private static final List<DefaultPage> GROUPING = List.of(
            new DefaultPage("grouping", null, "l-intercommunalite", "town-hall"),
            new DefaultPage("grouping-council", "grouping", "conseil-communautaire", "people"),
            new DefaultPage("grouping-services", null, "services", "hand"),
            new DefaultPage("grouping-waste", "grouping-services", "dechets", "waste"));

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
