package org.parvis.tenancy;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;

/** The table of tenants: statements and row mapping. */
final class TenantTable {
    private static final String SELECT =
            """
            select t.id, t.kind, t.slug, t.official_name, t.insee, t.siren, t.postal_codes, t.population, t.parent, t.latitude, t.longitude,
              t.time_zone, t.site_state, t.theme, t.tokens, t.logo, t.header_image, t.canonical_host, t.merged_into
            from tenancy_tenant t
            """;

    private TenantTable() {}

    static List<Registered> all(Reader reader) {
        return reader.list(SELECT, TenantTable::map);
    }

    static List<Registered> batch(Reader reader, UUID batch) {
        return reader.list(SELECT + " where t.batch = :batch", TenantTable::map, "batch", batch);
    }

    static Optional<Registered> one(Reader reader, TenantId id) {
        return reader.one(SELECT + " where t.id = :id", TenantTable::map, "id", id);
    }

    static void insertAll(Transaction transaction, UUID batch, List<Registered> tenants) {
        transaction.executeAll(
                """
                insert into tenancy_tenant (id, kind, slug, official_name, insee, siren, postal_codes, population, parent, latitude, longitude,
                  time_zone, site_state, theme, tokens, logo, header_image, canonical_host, merged_into, batch)
                values (:id, :kind, :slug, :name, :insee, :siren, :postalCodes, :population, :parent, :latitude, :longitude,
                  :zone, :state, :theme, :tokens, :logo, :header, :canonical, null, :batch)
                """,
                tenants.stream().map(tenant -> insertParameters(batch, tenant)).toList());
    }

    /** Official data only: never the slug, the look, the hosts or the state. */
    static int updateOfficial(Transaction transaction, TenantId id, Registered.Official official) {
        return transaction.execute(
                """
                update tenancy_tenant set official_name = :name, insee = :insee, siren = :siren, postal_codes = :postalCodes, population = :population,
                  parent = :parent, latitude = :latitude, longitude = :longitude, time_zone = :zone
                where id = :id
                """,
                joined(officialParameters(official), "id", id));
    }

    static int updateLook(Transaction transaction, TenantId id, Look look) {
        return transaction.execute(
                "update tenancy_tenant set theme = :theme, tokens = :tokens, logo = :logo, header_image = :header where id = :id",
                joined(lookParameters(look), "id", id));
    }

    static int updateState(Transaction transaction, TenantId id, SiteState state) {
        return transaction.execute("update tenancy_tenant set site_state = :state where id = :id", "state", state.name(), "id", id);
    }

    static int updateCanonical(Transaction transaction, TenantId id, @Nullable String host) {
        return transaction.execute("update tenancy_tenant set canonical_host = :host where id = :id", "host", host, "id", id);
    }

    static int updateMerged(Transaction transaction, TenantId id, TenantId into) {
        return transaction.execute(
                "update tenancy_tenant set merged_into = :target, site_state = 'CLOSED', canonical_host = null where id = :id",
                "target", into, "id", id);
    }

    private static Object[] insertParameters(UUID batch, Registered tenant) {
        Object[] own = {
            "id", tenant.id(), "kind", tenant.kind().name(), "slug", tenant.slug(), "state", tenant.state().name(),
            "canonical", tenant.canonicalHost(), "batch", batch
        };
        return joined(joined(own, officialParameters(tenant.official())), lookParameters(tenant.look()));
    }

    private static @Nullable Object[] officialParameters(Registered.Official official) {
        Coordinates coordinates = official.coordinates();
        return new @Nullable Object[] {
            "name", official.name(),
            "insee", official.insee(),
            "siren", official.siren(),
            "postalCodes", official.postalCodes().isEmpty() ? null : String.join(" ", official.postalCodes()),
            "population", official.population(),
            "parent", official.parent(),
            "latitude", coordinates == null ? null : (Double) coordinates.latitude(),
            "longitude", coordinates == null ? null : (Double) coordinates.longitude(),
            "zone", official.zone().getId()
        };
    }

    private static @Nullable Object[] lookParameters(Look look) {
        return new @Nullable Object[] {
            "theme", look.theme(), "tokens", Registered.tokensText(look.tokens()), "logo", look.logo(), "header", look.header()
        };
    }

    private static Object[] joined(@Nullable Object[] first, @Nullable Object... second) {
        Object[] all = new Object[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static Registered map(Row row) {
        return new Registered(
                new TenantId(row.uuid("id")),
                TenantKind.valueOf(row.string("kind")),
                row.string("slug"),
                official(row),
                SiteState.valueOf(row.string("site_state")),
                new Look(row.string("theme"), Registered.tokens(row.stringOrNull("tokens")), row.stringOrNull("logo"), row.stringOrNull("header_image")),
                row.stringOrNull("canonical_host"),
                row.uuidOrNull("merged_into"));
    }

    private static Registered.Official official(Row row) {
        String codes = row.stringOrNull("postal_codes");
        UUID parent = row.uuidOrNull("parent");
        Double latitude = row.doubleOrNull("latitude");
        Double longitude = row.doubleOrNull("longitude");
        return new Registered.Official(
                row.string("official_name"),
                row.stringOrNull("insee"),
                row.stringOrNull("siren"),
                codes == null ? List.of() : List.of(codes.split(" ")),
                row.integerOrNull("population"),
                parent == null ? TenantId.TERRITORY : new TenantId(parent),
                latitude == null || longitude == null ? null : new Coordinates(latitude, longitude),
                ZoneId.of(row.string("time_zone")));
    }
}
