package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.Locale;
import java.util.Map;
import org.parvis.api.tenant.TenantKind;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Letters of a commune that named nobody who decides (CRPA, L212-1: first name, name and capacity). */
final class UnsignedTest {
    private static final String NAMED = "Personne n’est nommé";

    private DemarchesFixture fixture;

    private String offers() throws Exception {
        return fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre", FakeRequest.get("/").as(WORKER)));
    }

    private String offer(String procedure) throws Exception {
        return fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre/{procedure}", FakeRequest.get("/").as(WORKER).with("procedure", procedure)));
    }

    private String file(CaseFile file) throws Exception {
        return fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).as(WORKER).with("id", file.id().toString())));
    }

    @OnBothDatabases
    void areWarnedOfToAgentsAndAdministrators(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        assertThat(offers()).doesNotContain("qui décide\u00a0?");
        assertThat(offer("saisine")).as("not offered").doesNotContain(NAMED);
        fixture.offer(RODEZ, "saisine");
        assertThat(offers()).contains("qui décide\u00a0?");
        assertThat(offer("saisine")).contains(NAMED);
        CaseFile file = new Packages(fixture).send(RODEZ, Packages.ANSWERS);
        assertThat(file(file)).contains("Cette lettre partira sans le nom");
        named();
        assertThat(offers()).doesNotContain("qui décide\u00a0?");
        assertThat(offer("saisine")).doesNotContain(NAMED);
        assertThat(file(file)).doesNotContain("Cette lettre partira sans le nom");
    }

    @OnBothDatabases
    void areFewSinceANewOfferBeginsWithWhatAnotherOneSays(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        assertThat(offer("salle")).doesNotContain("repris de");
        named();
        assertThat(offer("salle")).contains("repris de «\u00a0Écrire à la mairie\u00a0»", "value=\"mairie@example.org\"", "value=\"Camille Exemple\"");
        fixture.offers.save(RODEZ.id(), WORKER, new Offer("salle", false, Map.of("email", "salle@example.org"), 0));
        assertThat(offer("salle")).as("saved").doesNotContain("repris de", "Camille Exemple").contains("value=\"salle@example.org\"");
    }

    private void named() {
        fixture.offers.save(RODEZ.id(), WORKER, new Offer(
                "saisine", true, Map.of("email", "mairie@example.org", "signer", "Camille Exemple", "capacity", "le maire"), fixture.offers.offer(RODEZ.id(), "saisine").version()));
    }

    @OnBothDatabases
    void sayTheOfficeInPlaceOfAName(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft draft = fixture.drafts.save(RODEZ.id(), fixture.drafts.begin(RODEZ.id(), procedure, Holder.fresh(), null, false, NOW), Answers.of(Packages.ANSWERS), NOW);
        CaseFile file = fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), NOW), code -> {});
        assertThat(letter(file)).contains("<p>Le maire de Rodez<br>");
        named();
        assertThat(letter(file)).contains("<p>Camille Exemple<br>le maire<br>").doesNotContain("Le maire de Rodez<br>");
    }

    private String letter(CaseFile file) {
        fixture.letters.make(RODEZ, file, "answer", language -> Map.of("message", "Réparé."), NOW);
        return fixture.html.html(
                "demarches/letter", DemarchesFakes.withLetterhead(fixture.printed.get(fixture.printed.size() - 1)), RODEZ, Locale.FRENCH);
    }

    @OnBothDatabases
    void areThePresidentsWhereThereIsNoMayor(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        assertThat(fixture.wording.office(RODEZ, Locale.FRENCH)).isEqualTo("Le maire de Rodez");
        assertThat(FakeRequestSites.TERRITORY.tenant().kind()).isNotEqualTo(TenantKind.COMMUNE);
        assertThat(fixture.wording.office(FakeRequestSites.TERRITORY, Locale.FRENCH)).startsWith("Le président ");
    }
}
