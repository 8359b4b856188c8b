package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Provisioning.BadLine;
import org.parvis.api.tenant.Provisioning.Report;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class ImportTest {
    private static final String H = Fixture.HEADER;

    @OnBothDatabases
    void a_second_run_changes_nothing(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Report first = fixture.importing(H + Fixture.RODEZ + Fixture.AGEN);
        assertThat(first).isEqualTo(new Report(2, 0, 0, List.of()));
        Report second = fixture.importing(H + Fixture.RODEZ + Fixture.AGEN);
        assertThat(second).isEqualTo(new Report(0, 0, 2, List.of()));
        assertThat(fixture.tenants.all()).hasSize(3);
    }

    @OnBothDatabases
    void a_later_run_updates_official_data_but_neither_look_nor_slug(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.importing(H + Fixture.RODEZ + Fixture.AGEN);
        new SqlSiteChanges(test.database()).look(fixture.site("rodez").id(), Look.of("base"));
        Report report = fixture.importing(H + Fixture.RODEZ.replace("24207", "24500").replace("Rodez Agglomération", "Grand Rodez") + Fixture.AGEN);
        assertThat(report).isEqualTo(new Report(0, 1, 1, List.of()));
        assertThat(fixture.site("rodez").tenant().population()).isEqualTo(24500);
        assertThat(fixture.site("rodez").look()).isEqualTo(Look.of("base"));
        assertThat(fixture.site("rodez-agglomeration").tenant().name().name()).isEqualTo("Grand Rodez");
    }

    @OnBothDatabases
    void a_run_that_was_cut_off_is_completed_by_the_next(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.importing(H + Fixture.RODEZ);
        assertThat(fixture.importing(H + Fixture.RODEZ + Fixture.AGEN)).isEqualTo(new Report(1, 0, 1, List.of()));
        assertThat(fixture.tenants.all()).filteredOn(site -> site.tenant().kind() == TenantKind.EPCI).hasSize(1);
    }

    @OnBothDatabases
    void bad_lines_are_reported_and_the_others_go_in(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.commune("12300", "Déjà là");
        Report report = fixture.importing(H
                + Fixture.RODEZ
                + ",Sans code,,,,,,,,,\n"
                + "12003,,,,,,,,,,\n"
                + "12202,Rodez encore,,,,,,,,,\n"
                + "1A2,Mauvais code,,,,,,,,,\n"
                + "12004,Trop de champs,,,,,,,,,,,,\n"
                + "12005,\"Guillemet,,,,,,,,,\n"
                + "12006,Population,,,beaucoup,,,,,,\n"
                + "12007,Coordonnées,,,,,,,,95.2,2.5\n"
                + "12008,Demi,,,,,,,,45.2,\n"
                + "12009,Siren,12,,,,,,,,\n"
                + "12010,Epci,,,,,,241200187,,,\n"
                + "12011,AbbÃ©ville,,,,,,,,,\n"
                + Fixture.AGEN);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.refused()).extracting(BadLine::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
        assertThat(report.refused().get(2).reason()).isEqualTo("Le code INSEE 12202 est déjà à la ligne 2.");
        assertThat(report.refused().get(2).english()).isEqualTo("The INSEE code 12202 is already on line 2.");
        assertThat(report.refused()).allMatch(bad -> !bad.reason().startsWith("tenancy.") && !bad.english().startsWith("tenancy."));
    }

    @OnBothDatabases
    void hosts_in_the_file_serve_and_one_that_is_taken_refuses_its_line(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Site millau = fixture.commune("12145", "Millau");
        fixture.dns.put("www.millau.fr CNAME", List.of("millau.territoire.example."));
        fixture.hosts.add(millau.id(), "www.millau.fr", null);
        fixture.hosts.verify(millau.id(), "www.millau.fr", null);
        String header = "code_insee;nom;hotes;theme\n";
        Report report = fixture.importing(header
                + "12202;Rodez;www.rodez.fr rodez.fr;bourg\n"
                + "12001;Agen-d'Aveyron;www.rodez.fr;\n"
                + "12002;Aguessac;www.millau.fr;\n"
                + "12003;Les Albres;pas un nom;\n"
                + "12004;Almont-les-Junies;www.almont.fr;\n");
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.refused()).extracting(BadLine::line).containsExactly(3L, 4L, 5L);
        assertThat(fixture.site("rodez").host()).isEqualTo("www.rodez.fr");
        assertThat(fixture.site("rodez").otherHosts()).containsExactlyInAnyOrder("rodez.fr", "rodez.territoire.example");
        assertThat(fixture.site("rodez").look().theme()).isEqualTo("bourg");
        assertThat(fixture.importing(header + "12202;Rodez;www.rodez.fr rodez.fr;bourg\n")).isEqualTo(new Report(0, 0, 1, List.of()));
    }

    @OnBothDatabases
    void homonyms_and_reserved_words_get_their_code(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.importing("code_insee,nom\n01371,Saint-Marcel\n36200,Saint-Marcel\n2A004,Bureau\n12003,Les Albres\n12004,L'Hospitalet-du-Larzac\n");
        assertThat(fixture.tenants.all())
                .extracting(site -> site.tenant().slug())
                .containsExactly("les-albres", "bureau-2a004", "l-hospitalet-du-larzac", "saint-marcel", "saint-marcel-36200");
    }

    @OnBothDatabases
    void overseas_communes_keep_their_own_time(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.importing("code_insee,nom\n97105,Basse-Terre\n97411,Saint-Denis\n98723,Hiva-Oa\n2A004,Ajaccio\n97801,Saint-Martin\n");
        Map<String, String> zones = fixture.tenants.all().stream()
                .collect(Collectors.toMap(site -> site.tenant().slug(), site -> site.tenant().zone().getId()));
        assertThat(zones)
                .containsEntry("basse-terre", "America/Guadeloupe")
                .containsEntry("saint-denis", "Indian/Reunion")
                .containsEntry("hiva-oa", "Pacific/Marquesas")
                .containsEntry("ajaccio", "Europe/Paris")
                .containsEntry("saint-martin", "America/Marigot");
    }

    @Test
    void a_file_that_cannot_be_read_at_all_is_refused_at_its_first_line() {
        Fixture fixture = new Fixture(TestDatabase.derby());
        assertThat(fixture.importing("").refused()).singleElement().extracting(BadLine::line).isEqualTo(1L);
        assertThat(fixture.importing("nom,population\nRodez,1\n").refused()).singleElement().extracting(BadLine::reason).asString().contains("code_insee");
        assertThat(fixture.importing((H + Fixture.RODEZ).getBytes(StandardCharsets.UTF_16)).refused()).isNotEmpty();
        assertThat(fixture.tenants.all()).isEmpty();
    }

    @Test
    void an_unknown_column_is_reported_and_ignored() {
        Fixture fixture = new Fixture(TestDatabase.derby());
        Report report = fixture.importing("\uFEFFcode_insee,nom,maire\r\n12202,Rodez,X\r\n");
        assertThat(report.created()).isEqualTo(1);
        assertThat(report.refused()).singleElement().extracting(BadLine::line).isEqualTo(1L);
    }

    @Test
    void lines_in_another_encoding_are_reported_and_the_others_go_in() {
        Fixture fixture = new Fixture(TestDatabase.derby());
        byte[] latin = (H + Fixture.AGEN + Fixture.RODEZ.replace("Rodez Agglomération", "Grand Rodez")).getBytes(Charset.forName("windows-1252"));
        Report report = fixture.importing(latin);
        assertThat(report.created()).isEqualTo(1);
        assertThat(report.refused()).singleElement().extracting(BadLine::line).isEqualTo(2L);
    }

    @Test
    void one_bad_line_among_34_969_good_ones_stops_none_of_them() {
        Fixture fixture = new Fixture(TestDatabase.derby());
        StringBuilder csv = new StringBuilder("code_insee,nom,epci_siren,epci_nom\n");
        for (int i = 0; i < 34_969; i++) {
            csv.append("%05d,Commune %d,2%08d,Communauté %d\n".formatted(i + 1000, i / 2, i / 30, i / 30));
            if (i == 20_000) {
                csv.append("99999,\"Mauvaise,,\n");
            }
        }
        Report report = fixture.importing(csv.toString());
        assertThat(report.created()).isEqualTo(34_969);
        assertThat(report.refused()).singleElement().extracting(BadLine::line).isEqualTo(20_003L);
        assertThat(fixture.tenants.all()).hasSize(34_969 + 1_166);
    }
}
