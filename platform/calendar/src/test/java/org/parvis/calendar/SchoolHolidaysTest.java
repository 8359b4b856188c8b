package org.parvis.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.SchoolHolidays;
import org.parvis.api.calendar.SchoolHolidays.Holiday;
import org.parvis.api.calendar.SchoolHolidays.Zone;
import org.parvis.api.route.Invalid;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A made-up file in the form of the official one. */
class SchoolHolidaysTest {

    private static final String FILE = """
            \uFEFFDescription;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire
            Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Toulouse;Zone C;2026-2027
            Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Montpellier;Zone C;2026-2027
            Vacances de la Toussaint;-;2026-10-17T00:00:00+02:00;2026-11-02T00:00:00+01:00;Lyon;Zone A;2026-2027
            Pré-rentrée;Enseignants;2026-08-30T22:00:00+00:00;2026-08-31T22:00:00+00:00;Lyon;Zone A;2026-2027
            Vacances d'octobre;Élèves;2026-10-09T20:00:00+00:00;2026-10-25T20:00:00+00:00;Réunion;Réunion;2026-2027
            Vacances d'été;-;2027-07-03;;Toulouse;Zone C;2026-2027
            Vacances;-;2026-10-09T20:00:00+00:00;2026-10-25T20:00:00+00:00;Nouméa;Nouvelle Calédonie;2026-2027
            """;

    private static SchoolHolidays.Report take(SchoolHolidays holidays, String text) throws IOException {
        return holidays.take(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @OnBothDatabases
    void daysAreThoseOfTheZonesOwnClock(TestDatabase database) throws IOException {
        SchoolHolidays holidays = new StoredSchoolHolidays(database.database());
        assertThat(holidays.of(Zone.C)).isEmpty();
        assertThat(take(holidays, FILE)).isEqualTo(new SchoolHolidays.Report(4, 3, 2));
        Holiday toussaint = new Holiday("Vacances de la Toussaint", LocalDate.of(2026, 10, 17), LocalDate.of(2026, 11, 1));
        assertThat(holidays.of(Zone.C)).containsExactly(toussaint, new Holiday("Vacances d'été", LocalDate.of(2027, 7, 3), LocalDate.of(2027, 7, 3)));
        assertThat(holidays.of(Zone.A)).containsExactly(toussaint);
        assertThat(holidays.of(Zone.REUNION)).containsExactly(new Holiday("Vacances d'octobre", LocalDate.of(2026, 10, 10), LocalDate.of(2026, 10, 25)));
        assertThat(holidays.on(LocalDate.of(2026, 11, 1), Zone.A)).contains(toussaint);
        assertThat(holidays.on(LocalDate.of(2026, 11, 2), Zone.A)).as("school begins again").isEmpty();
    }

    @OnBothDatabases
    void takenAgainItIsTheSameAndAWrongFileChangesNothing(TestDatabase database) throws IOException {
        SchoolHolidays holidays = new StoredSchoolHolidays(database.database());
        take(holidays, FILE);
        take(holidays, FILE);
        assertThat(holidays.of(Zone.C)).hasSize(2);
        for (String wrong : new String[] {"", "a;b\n1;2\n", "Description;Zones\nVacances;Zone A\n", "Description;Date de début;Zones\nVacances;demain;Zone A\n"}) {
            assertThatExceptionOfType(Invalid.class).as(wrong).isThrownBy(() -> take(holidays, wrong));
        }
        assertThat(holidays.of(Zone.C)).hasSize(2);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"12202,C", "69123,A", "67482,B", "13055,B", "75056,C", "2A004,CORSE", "97411,REUNION", "97105,GUADELOUPE", "33063,A", "59350,B", "97608,MAYOTTE"})
    void aCommuneHasTheZoneOfItsDepartment(String insee, Zone zone) {
        assertThat(Zone.of(insee)).contains(zone);
    }

    @ParameterizedTest
    @CsvSource({"97701", "98818", "''", "XX123"})
    void whereNoCalendarIsKnownThereIsNoZone(String insee) {
        assertThat(Zone.of(insee)).isEmpty();
    }
}
