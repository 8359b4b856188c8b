package org.parvis.demarches.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import org.parvis.demarches.DemarchesFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Titles stand where people look for them: É beside E. */
final class OfferOrderTest {

    @OnBothDatabases
    void inTheListAndWhereOneIsChosen(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fixture.offer(RODEZ, "saisine");
        fixture.offer(RODEZ, "rendez-vous");
        String list = fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre", FakeRequest.get("/").at(NOW).as(WORKER)));
        assertThat(list.indexOf("Écrire à la mairie")).isPositive().isLessThan(list.indexOf("Prendre rendez-vous à la mairie"));
        String replies = fixture.page(answer(fixture.replyDesk, "GET", "/demarches-modeles/{id}", FakeRequest.get("/").at(NOW).as(WORKER).with("id", "nouveau")));
        assertThat(replies.indexOf("Écrire à la mairie")).isPositive().isLessThan(replies.indexOf("Prendre rendez-vous à la mairie"));
    }
}
