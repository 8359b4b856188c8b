package org.parvis.payments.payfip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.parvis.payments.PaymentsTown.NOW;
import static org.parvis.payments.PaymentsTown.RODEZ;

import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Reach;
import org.parvis.payments.PaymentsTown;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class TrialDeskTest {

    @OnBothDatabases
    void aCommuneTriesItsClientNumberAndPaysOneEuro(TestDatabase database) throws Exception {
        try (PayfipTown payfip = new PayfipTown(database)) {
            payfip.chooses("test");
            FakeRequest admin = FakeRequest.post("/").as(FakeRequestSites.agent(Role.ADMIN, RODEZ)).at(NOW);
            Response known = PaymentsTown.answer(payfip.trial, "POST", "/paiements-essai/client", admin);
            assertThat(payfip.town.deskPage(known)).contains("PayFiP connaît le numéro 123456", "COMMUNE DE RODEZ REGIE", "Jamais utilisé avec le service réel");
            Response trial = PaymentsTown.answer(payfip.trial, "POST", "/paiements-essai/essayer", admin);
            assertThat(trial.status()).as("a browser follows no redirect of a form to another host").isEqualTo(200);
            assertThat(payfip.town.deskPage(trial)).contains("href=\"https://rodez.territoire.example/paiement/");
        }
    }

    @OnBothDatabases
    void theTerritoryHasNoClientNumberNorThisPage(TestDatabase database) {
        try (PayfipTown payfip = new PayfipTown(database)) {
            assertThat(payfip.trial.entries()).allMatch(entry -> entry.reach() == Reach.MEMBERS);
            FakeRequest operator = FakeRequest.get("/").on(FakeRequestSites.TERRITORY).as(FakeRequestSites.operator()).at(NOW);
            for (Route route : payfip.trial.routes()) {
                assertThatExceptionOfType(NotFound.class).as(route.pattern()).isThrownBy(() -> route.handler().handle(operator));
            }
        }
    }
}
