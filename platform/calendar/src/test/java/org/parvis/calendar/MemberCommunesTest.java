package org.parvis.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;
import org.parvis.api.calendar.LegalPeriods;
import org.parvis.api.calendar.PublicHolidays;
import org.parvis.api.calendar.PublicHolidays.Holiday;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.api.calendar.SchoolHolidays.Zone;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;

/** Tenants without a code of their own: the holidays are those of their communes. Expected values are from the calendar of 2026 by hand. */
class MemberCommunesTest {

    private static Site site(TenantKind kind, String slug, @Nullable String insee, TenantId parent) {
        TenantId id = new TenantId(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)));
        Tenant tenant = new Tenant(id, kind, slug, new PlaceName(slug), insee, null, List.of(), null, parent, null, ZoneId.of("Europe/Paris"));
        return new Site(tenant, slug + ".example", List.of(), Look.of("base"), SiteState.LIVE);
    }

    /** An EPCI and its communes, straight below the territory. */
    private static List<Site> epci(String... communes) {
        Site epci = site(TenantKind.EPCI, "epci", null, TenantId.TERRITORY);
        List<Site> all = new ArrayList<>(List.of(epci));
        for (String insee : communes) {
            all.add(site(TenantKind.COMMUNE, "c" + insee, insee, epci.id()));
        }
        return all;
    }

    private static Region region(List<Site> sites, int which) {
        return Region.of(sites.get(which).tenant(), new FakeTenants(sites));
    }

    /** Good Friday 2026 is 3 April, two days before Easter on 5 April; Saint Stephen's is 26 December. */
    @ParameterizedTest
    @CsvSource({
        "67482 67043, 2026-04-03, GOOD_FRIDAY", "57463 57672, 2026-12-26, SAINT_STEPHEN", "68066 68224, 2026-04-03, GOOD_FRIDAY",
        "97105 97120, 2026-05-27, ABOLITION_OF_SLAVERY", "97209 97213, 2026-05-22, ABOLITION_OF_SLAVERY", "97302 97307, 2026-06-10, ABOLITION_OF_SLAVERY",
        "97411 97415, 2026-12-20, ABOLITION_OF_SLAVERY", "97611 97608, 2026-04-27, ABOLITION_OF_SLAVERY"})
    void anEpciKeepsTheHolidaysOfItsCommunes(String communes, LocalDate day, Holiday holiday) {
        assertThat(PublicHolidays.on(day, region(epci(communes.split(" ")), 0))).contains(holiday);
        assertThat(PublicHolidays.on(day, region(epci("12202", "12096"), 0))).isEmpty();
    }

    @Test
    void acrossABorderThoseOfMostOfItsCommunesCount() {
        assertThat(region(epci("67482", "67043", "88413"), 0)).isEqualTo(Region.ALSACE_MOSELLE);
        assertThat(region(epci("67482", "88413", "88160"), 0)).isEqualTo(Region.METROPOLITAN_FRANCE);
        assertThat(region(epci("67482", "88413"), 0)).isEqualTo(Region.METROPOLITAN_FRANCE);
    }

    @Test
    void aCommuneKeepsItsOwnWhereverItsEpciIs() {
        assertThat(region(epci("67482", "67043", "88413"), 3)).isEqualTo(Region.METROPOLITAN_FRANCE);
    }

    @Test
    void theTerritoryADepartmentAndASyndicateHaveAllItsCommunes() {
        List<Site> sites = epci("67482", "67043");
        sites.add(site(TenantKind.DEPARTMENT, "departement", null, TenantId.TERRITORY));
        sites.add(site(TenantKind.SYNDICATE, "syndicat", null, TenantId.TERRITORY));
        FakeTenants tenants = new FakeTenants(sites);
        assertThat(Region.of(FakeRequestSites.TERRITORY.tenant(), tenants)).isEqualTo(Region.ALSACE_MOSELLE);
        assertThat(Region.of(sites.get(3).tenant(), tenants)).isEqualTo(Region.ALSACE_MOSELLE);
        assertThat(Region.of(sites.get(4).tenant(), tenants)).isEqualTo(Region.ALSACE_MOSELLE);
    }

    @Test
    void whoHasNoCommuneKeepsThoseOfMetropolitanFrance() {
        assertThat(region(epci(), 0)).isEqualTo(Region.METROPOLITAN_FRANCE);
    }

    /**
     * Published on 2 February 2026: two clear months end on 3 April, a Friday. In Alsace-Moselle that is Good Friday, and Saturday, Easter
     * and Easter Monday follow: Tuesday 7 April. Elsewhere it is a working day.
     */
    @Test
    void periodsOfTheLawFollow() {
        LocalDate published = LocalDate.of(2026, 2, 2);
        assertThat(LegalPeriods.clear(published, Period.ofMonths(2), region(epci("67482"), 0))).isEqualTo(LocalDate.of(2026, 4, 7));
        assertThat(LegalPeriods.clear(published, Period.ofMonths(2), region(epci("12202"), 0))).isEqualTo(LocalDate.of(2026, 4, 3));
    }

    /** Zone C holds Aveyron (academy of Toulouse), zone B Alsace (Strasbourg). */
    @Test
    void schoolHolidaysAreThoseOfTheCommunesToo() {
        List<Site> aveyron = epci("12202", "12096");
        assertThat(Zone.of(aveyron.get(0).tenant(), new FakeTenants(aveyron))).contains(Zone.C);
        List<Site> alsace = epci("67482");
        assertThat(Zone.of(alsace.get(0).tenant(), new FakeTenants(alsace))).contains(Zone.B);
        assertThat(Zone.of(epci().get(0).tenant(), new FakeTenants(epci()))).isEqualTo(Optional.empty());
    }
}
