package org.parvis.api.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;

/**
 * School holidays, from the file that an operator took in; none are known before. Pages that show them carry the tag
 * {@code calendar@<territory>} ({@code TenantId.TERRITORY}).
 */
@ProviderType
public interface SchoolHolidays {

    /** Where pupils have the same holidays: the three zones of the arrêtés on the school calendar, and what has a calendar of its own. */
    enum Zone {
        A("Zone A", "Europe/Paris"),
        B("Zone B", "Europe/Paris"),
        C("Zone C", "Europe/Paris"),
        CORSE("Corse", "Europe/Paris"),
        GUADELOUPE("Guadeloupe", "America/Guadeloupe"),
        GUYANE("Guyane", "America/Cayenne"),
        MARTINIQUE("Martinique", "America/Martinique"),
        MAYOTTE("Mayotte", "Indian/Mayotte"),
        REUNION("Réunion", "Indian/Reunion"),
        SAINT_PIERRE_ET_MIQUELON("Saint Pierre et Miquelon", "America/Miquelon");

        /** Departments of the académies of zones A and C; the others of the mainland are of zone B. */
        private static final Set<String> OF_A = Set.of(
                "01", "03", "07", "15", "16", "17", "19", "21", "23", "24", "25", "26", "33", "38", "39", "40", "42", "43", "47", "58", "63", "64", "69", "70",
                "71", "73", "74", "79", "86", "87", "89", "90");

        private static final Set<String> OF_C = Set.of(
                "09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "75", "77", "78", "81", "82", "91", "92", "93", "94", "95");

        private final String label;
        private final ZoneId clock;

        Zone(String label, String clock) {
            this.label = label;
            this.clock = ZoneId.of(clock);
        }

        /** As the official file writes it. */
        public String label() {
            return label;
        }

        /** The clock by which its days are days. */
        public ZoneId clock() {
            return clock;
        }

        /**
         * The zone of a commune; empty where there is no calendar that we know of.
         *
         * @param insee its official code (COG), or null when it has none
         */
        public static Optional<Zone> of(@Nullable String insee) {
            if (insee == null || insee.length() < 3) {
                return Optional.empty();
            }
            String department = insee.substring(0, insee.startsWith("97") || insee.startsWith("98") ? 3 : 2);
            return switch (department) {
                case "2A", "2B" -> Optional.of(CORSE);
                case "971" -> Optional.of(GUADELOUPE);
                case "972" -> Optional.of(MARTINIQUE);
                case "973" -> Optional.of(GUYANE);
                case "974" -> Optional.of(REUNION);
                case "975" -> Optional.of(SAINT_PIERRE_ET_MIQUELON);
                case "976" -> Optional.of(MAYOTTE);
                default -> department.length() == 3 || !department.matches("\\d\\d") ? Optional.empty()
                        : Optional.of(OF_A.contains(department) ? A : OF_C.contains(department) ? C : B);
            };
        }

        /** The zone of any tenant: of one that is no commune, that of most of its communes, as for public holidays. */
        public static Optional<Zone> of(Tenant tenant, Tenants tenants) {
            return MemberCommunes.most(tenant, tenants, insee -> of(insee).orElse(null));
        }
    }

    /** All that is known of a zone, the earliest first. */
    List<Holiday> of(Zone zone);

    /** The holidays that a day is part of, if any. */
    default Optional<Holiday> on(LocalDate day, Zone zone) {
        return of(zone).stream().filter(holiday -> !day.isBefore(holiday.first()) && !day.isAfter(holiday.last())).findFirst();
    }

    /**
     * Takes the official calendar in, in place of what was known: the CSV of {@code fr-en-calendrier-scolaire} on data.education.gouv.fr. Done
     * again, it changes nothing.
     *
     * @throws org.parvis.api.route.Invalid (field {@code file}) if it is not that file; what was known stays
     */
    Report take(InputStream csv) throws IOException;

    /**
     * @param first first day without school
     * @param last last day without school
     */
    record Holiday(String name, LocalDate first, LocalDate last) {}

    /** @param zones how many zones have holidays now; {@code ignored}: lines for teachers alone, or of places that are not known here */
    record Report(int holidays, int zones, int ignored) {}
}
