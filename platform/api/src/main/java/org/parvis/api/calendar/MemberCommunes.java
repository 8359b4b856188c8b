package org.parvis.api.calendar;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;

/** Where a tenant is that has no code of its own: where its communes are. */
final class MemberCommunes {

    private MemberCommunes() {}

    /** What most of its communes have; the first of the enumeration when as many have another. Those that have nothing do not count. */
    static <E extends Enum<E>> Optional<E> most(Tenant tenant, Tenants tenants, Function<String, @Nullable E> of) {
        Map<E, Integer> counts = null;
        for (String insee : codes(tenant, tenants).toList()) {
            E value = of.apply(insee);
            if (value != null) {
                counts = counts == null ? new EnumMap<>(value.getDeclaringClass()) : counts;
                counts.merge(value, 1, Integer::sum);
            }
        }
        // In the order of the enumeration; the first of equals is taken.
        return counts == null ? Optional.empty() : counts.entrySet().stream()
                .sorted(Map.Entry.<E, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Stream<String> codes(Tenant tenant, Tenants tenants) {
        if (tenant.insee() != null) {
            return Stream.of(tenant.insee());
        }
        List<String> below = insee(tenants.below(tenant.id()));
        return tenant.kind() == TenantKind.COMMUNE ? Stream.empty() : (below.isEmpty() ? insee(tenants.all()) : below).stream();
    }

    private static List<String> insee(List<Site> sites) {
        return sites.stream().flatMap(site -> Stream.ofNullable(site.tenant().insee())).toList();
    }
}
