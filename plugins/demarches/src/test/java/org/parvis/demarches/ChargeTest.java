package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files that cost something: what is asked for when, what it holds up, what the person and the agents see. */
final class ChargeTest {
    private static final String ANSWERS = """
            {"request": {"theme": "%s", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "zoe@example.org"}}""";

    private DemarchesFixture fixture;

    /** Saisine, with a fee by its theme at the beginning, and one that the agent sets before the answer. */
    private void install() {
        Map<String, byte[]> files = DemarchesFixture.shipped().get("saisine");
        Procedure saisine = fixture.procedures.newest("saisine").orElseThrow();
        List<String> themes = saisine.screens().fields().stream().filter(field -> field.path().equals("request.theme")).findFirst().orElseThrow().values();
        StringBuilder amounts = new StringBuilder();
        themes.forEach(theme -> amounts.append(amounts.isEmpty() ? "" : ", ").append(theme).append(theme.equals("road") ? ": 250" : theme.equals(themes.get(1)) ? ": 400" : ": 0"));
        replace(files, "procedure.yaml", "id: saisine", "id: payante\nfees:\n  copy: {by: request.theme, amounts: {" + amounts + "}}\n  works: {typed: true}");
        replace(files, "workflow.yaml", "received: {kind: open}", "received: {kind: open, pays: copy}\n  to_pay: {kind: open, pays: works}");
        replace(files, "workflow.yaml", "transitions:\n", """
                transitions:
                  estimate: {from: [received], to: to_pay, by: [case_worker], notify: true, fields: {works: {type: amount, required: true}}}
                  start: {from: [to_pay], to: review, by: [case_worker], requires: [paid]}
                  settled: {from: [to_pay], to: review, by: [payment]}
                """);
        for (String language : List.of("fr", "en")) {
            replace(files, "messages_" + language + ".properties", "transition.take=", "fee.copy=Copie du plan\nfee.works=Travaux\nstate.to_pay=À payer\n"
                    + "transition.estimate=Chiffrer\ntransition.estimate.works=Prix\ntransition.start=Commencer\ntransition.settled=Payé\ntransition.take=");
        }
        assertThat(fixture.procedures.install(files, "folder", null).faults()).isEmpty();
        fixture.offer(RODEZ, "payante");
    }

    private static void replace(Map<String, byte[]> files, String file, String from, String to) {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private CaseFile submit(String theme) {
        Procedure procedure = fixture.procedures.newest("payante").orElseThrow();
        Holder holder = Holder.fresh();
        Draft draft = fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW);
        Draft answered = fixture.drafts.save(RODEZ.id(), draft, Answers.of(ANSWERS.formatted(theme)), NOW);
        return fixture.cases.submit(RODEZ, answered, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    private Payment become(Payment payment, PaymentState state, String means) {
        return fixture.database.database().of(RODEZ.id()).call(transaction -> fixture.payments.become(transaction, payment.id(), state, means, fixture.chargeListener));
    }

    private String followed(CaseFile file) {
        return fixture.page(fixture.follow.page(FakeRequest.get("/suivi/dossier").cookie("opened", file.id().toString()), file.id().toString()));
    }

    private Response go(CaseFile file, String way, FakeRequest request) throws Exception {
        int revision = fixture.cases.get(RODEZ.id(), file.id()).revision();
        return DemarchesFixture.answer(fixture.desk, "POST", "/demarches/{id}/avancer",
                request.with("id", file.id().toString()).as(WORKER).at(NOW).field("way", way).field("revision", Integer.toString(revision)));
    }

    @OnBothDatabases
    void sendingAsksForWhatTheChoiceCostsAndThePageSaysSo(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        install();
        CaseFile file = submit("road");
        assertThat(fixture.payments.all()).singleElement().satisfies(payment -> {
            assertThat(payment.order().cents()).isEqualTo(250);
            assertThat(payment.order().object()).isEqualTo("Copie du plan – " + file.number());
            assertThat(payment.order().payer().email()).isEqualTo("zoe@example.org");
        });
        assertThat(fixture.sent.get(0).values().get("payment")).startsWith("2,50\u00a0€ (Copie du plan), https://rodez.territoire.example/paiement/");
        assertThat(followed(file)).contains("À payer\u00a0: 2,50\u00a0€", "Le paiement se fait à la mairie", "7KQ4-0001", "Paiement demandé").doesNotContain("Payer en ligne");
        fixture.payments.online();
        assertThat(followed(file)).contains("Payer en ligne", "/paiement/");

        become(fixture.payments.all().get(0), PaymentState.PENDING, "payfip");
        become(fixture.payments.all().get(0), PaymentState.DUE, "payfip");
        become(fixture.payments.all().get(0), PaymentState.PAID, "cash");
        become(fixture.payments.all().get(0), PaymentState.DUE, "cash");
        assertThat(EntryTable.of(fixture.cases.reader(RODEZ.id()), file.id()).stream().filter(entry -> entry.kind() == Entry.Kind.PAYMENT).map(Entry::about))
                .containsExactly("due", "paid", "revoked");
        assertThat(followed(file)).contains("Paiement reçu", "Reçu du guichet annulé");
    }

    @OnBothDatabases
    void whatCostsNothingIsNotAskedForAndACorrectionAsksAnew(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        install();
        Procedure procedure = fixture.procedures.newest("payante").orElseThrow();
        String other = procedure.screens().fields().stream().filter(field -> field.path().equals("request.theme")).findFirst().orElseThrow().values().get(1);
        String free = procedure.screens().fields().stream().filter(field -> field.path().equals("request.theme")).findFirst().orElseThrow().values().get(2);
        submit(free);
        assertThat(fixture.payments.all()).isEmpty();

        CaseFile file = submit("road");
        fixture.handling.correct(RODEZ, file.id(), file.revision(), Answers.of(ANSWERS.formatted(other)), List.of("Thème"), NOW);
        assertThat(fixture.payments.all()).extracting(Payment::state).containsExactly(PaymentState.CANCELLED, PaymentState.DUE);
        assertThat(fixture.payments.all().get(1).order().cents()).isEqualTo(400);
        CaseFile paid = fixture.cases.get(RODEZ.id(), file.id());
        become(fixture.payments.all().get(1), PaymentState.PAID, "cash");
        fixture.handling.correct(RODEZ, file.id(), paid.revision(), Answers.of(ANSWERS.formatted("road")), List.of("Thème"), NOW);
        assertThat(fixture.payments.all()).as("what is paid stays paid").hasSize(2);
    }

    @OnBothDatabases
    void anAgentSetsAnAmountAndTheWayOnIsOpenOnceItIsPaid(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        install();
        CaseFile file = submit("road");
        become(fixture.payments.all().get(0), PaymentState.PAID, "cheque");
        Response wrong = go(file, "estimate", FakeRequest.post("/").field("estimate.works", "cher"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(fixture.page(wrong)).contains("Indiquez un montant en euros", "value=\"cher\"");
        assertThat(go(file, "estimate", FakeRequest.post("/").field("estimate.works", "1 200,50")).status()).isEqualTo(303);
        Payment works = fixture.payments.all().get(1);
        assertThat(works.order().cents()).isEqualTo(120_050);

        Response early = go(file, "start", FakeRequest.post("/"));
        assertThat(early.status()).isEqualTo(409);
        assertThat(fixture.page(early)).contains("Il faut d’abord que ce qui est demandé soit payé", "Encaisser au guichet", "/paiements/" + works.id());
        assertThat(fixture.sent.get(fixture.sent.size() - 1).values().get("payment")).contains("1\u202f200,50\u00a0€ (Travaux)");
        become(works, PaymentState.PAID, "cheque");
        assertThat(go(file, "start", FakeRequest.post("/")).status()).isEqualTo(303);
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).stand().state()).isEqualTo("review");
    }

    @OnBothDatabases
    void aFileGoesOnByItselfOnceAllIsPaid(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        install();
        CaseFile file = submit("road");
        assertThat(go(file, "estimate", FakeRequest.post("/").field("estimate.works", "80")).status()).isEqualTo(303);
        PaidWork work = new PaidWork(FakeTenants.of(RODEZ), fixture.cases, fixture.view, fixture.charges, fixture.handling, fixture.clock);
        become(fixture.payments.all().get(1), PaymentState.PAID, "payfip");
        assertThat(database.queued(PaidWork.QUEUE)).containsExactly(file.id().toString());
        work.work(RODEZ.id(), file.id().toString());
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).stand().state()).as("the copy is not paid yet").isEqualTo("to_pay");
        become(fixture.payments.all().get(0), PaymentState.PAID, "cash");
        work.work(RODEZ.id(), file.id().toString());
        work.work(RODEZ.id(), file.id().toString());
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).stand().state()).isEqualTo("review");
        assertThat(EntryTable.of(fixture.cases.reader(RODEZ.id()), file.id()).stream().filter(entry -> entry.about().equals("settled"))).hasSize(1);
    }

    @OnBothDatabases
    void whoIsInChargeIsToldOfWhatWasPaidOnlineUnlessTheFileGoesOnByItself(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        install();
        CaseFile file = submit("road");
        fixture.sent.clear();
        become(fixture.payments.all().get(0), PaymentState.PENDING, "payfip");
        become(fixture.payments.all().get(0), PaymentState.PAID, "payfip");
        assertThat(fixture.sent).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo("demarches.news");
            assertThat(told.to().person()).isEqualTo(WORKER.id());
            assertThat(told.values()).containsEntry("number", file.number()).containsEntry("news", "un paiement en ligne est arrivé")
                    .containsEntry("text", "Copie du plan – " + file.number() + " – 2,50\u00a0€")
                    .hasEntrySatisfying("link", link -> assertThat(link).endsWith("/demarches/" + file.id()));
            assertThat(told.asFarAs(new Notification.Scope(Role.CASE_WORKER, "creche")::equals)).as("for a deputy for others").isEmpty();
        });
        assertThat(go(file, "estimate", FakeRequest.post("/").field("estimate.works", "80")).status()).isEqualTo(303);
        fixture.sent.clear();
        become(fixture.payments.all().get(1), PaymentState.PAID, "payfip");
        assertThat(fixture.sent).as("it goes on by itself").isEmpty();
        submit("road");
        fixture.sent.clear();
        become(fixture.payments.all().get(2), PaymentState.PAID, "cash");
        assertThat(fixture.sent).as("an agent took it").isEmpty();
    }

    @OnBothDatabases
    void aRequestThatEndsWithoutBeingGrantedIsNotToBePaidAnyMore(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        install();
        CaseFile file = submit("road");
        Workflow.Transition withdraw = fixture.view.procedure(file).workflow().by(Workflow.Actor.CITIZEN, "received", Workflow.Kind.CLOSED).orElseThrow();
        fixture.handling.move(RODEZ, file.id(), null, withdraw, Handling.Given.NOTHING, new Handling.Actor(null, "Zoé Exemple"), NOW);
        assertThat(fixture.payments.all().get(0).state()).isEqualTo(PaymentState.CANCELLED);
        assertThat(followed(file)).contains("Le paiement n’est plus demandé").doesNotContain("À payer\u00a0:");
        become(fixture.payments.all().get(0), PaymentState.PAID, "payfip");
        assertThat(followed(file)).as("money that comes late is told").contains("Paiement reçu");
    }

    @OnBothDatabases
    void agentsOfTheProcedureHaveToDoWithItsPayments(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        install();
        CaseFile file = submit("road");
        Payment payment = fixture.payments.all().get(0);
        Agent other = new Agent(WORKER.id(), "Camille Roux", "c@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "acte-naissance")));
        assertThat(fixture.chargeListener.mayCollect(WORKER, payment)).isTrue();
        assertThat(fixture.chargeListener.mayCollect(other, payment)).isFalse();
        assertThat(fixture.chargeListener.deskPath(payment)).hasValue("/demarches/" + file.id());
        database.database().of(RODEZ.id()).write(transaction -> CaseTable.delete(transaction, List.of(file.id())));
        assertThat(fixture.chargeListener.deskPath(payment)).as("the payment is kept longer than the file").isEmpty();
    }

    @OnBothDatabases
    void theQueueMarksWhatIsToBePaidAndWhatIsPaid(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        install();
        submit("other");
        assertThat(queue()).doesNotContain("À payer<", "Payé<");
        submit("road");
        assertThat(queue()).containsOnlyOnce("À payer</span>").doesNotContain("Payé</span>");
        become(fixture.payments.all().get(0), PaymentState.PAID, "cash");
        assertThat(queue()).containsOnlyOnce("Payé</span>").doesNotContain("À payer</span>");
        become(fixture.payments.all().get(0), PaymentState.DUE, "cash");
        become(fixture.payments.all().get(0), PaymentState.EXPIRED, "cash");
        assertThat(queue()).contains("À payer</span>");
    }

    private String queue() throws Exception {
        return fixture.page(DemarchesFixture.answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").as(WORKER).at(NOW)));
    }
}
