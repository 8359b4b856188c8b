package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What is to be paid, made by forms: a fee on the sheet, a state that asks for it, a way that its payment goes. */
final class DesignPaymentTest {
    private DesignFixture desk;
    private String draft;

    private Map<String, String> form(String... form) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("revision", desk.revision(draft)));
        for (int i = 0; i < form.length; i += 2) {
            all.put(form[i], form[i + 1]);
        }
        return all;
    }

    private Parts parts() {
        return Parts.of(desk.designs.find(desk.designs.all().get(0).id()).orElseThrow().files()).orElseThrow();
    }

    private void begin(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        draft = desk.begin(Map.of("how", "copy", "source", "saisine", "title.fr", "Composteur", "title.en", "Compost bin", "id", "composteur"));
    }

    private void sheet(String... more) throws Exception {
        Map<String, String> typed = form(more);
        new SheetForm(parts()).typed().forEach(typed::putIfAbsent);
        desk.done(draft + "/fiche", typed);
    }

    @OnBothDatabases
    void aStateAsksForAFeeAndItsPaymentGoesOn(TestDatabase database) throws Exception {
        begin(database);
        assertThat(desk.page(draft + "/etat/review")).doesNotContain("name=\"pays\"");
        sheet("fee.0.fr", "Composteur", "fee.0.en", "Compost bin", "fee.0.amount", "20");
        assertThat(desk.page(draft + "/etat/review")).contains("name=\"pays\"", ">Composteur</option>");
        desk.done(draft + "/etat/review", form("label.fr", "En cours", "label.en", "In progress", "kind", "open", "pays", "composteur"));
        String way = desk.done(draft + "/suivi/passage", form("way.fr", "Payé", "way.en", "Paid"));
        desk.done(way, form("label.fr", "Payé", "label.en", "Paid", "from.review", "true", "to", "answered", "by.payment", "true"));
        assertThat(desk.page(draft)).doesNotContain("À corriger avant");
        desk.done(draft + "/publier", form());
        Workflow made = desk.house.procedures().newest("composteur").orElseThrow().workflow();
        assertThat(made.state("review").pays()).isEqualTo("composteur");
        assertThat(made.transitions()).anyMatch(one -> one.by().contains(Workflow.Actor.PAYMENT) && one.to().equals("answered"));
        desk.done(draft + "/etat/review", form("label.fr", "En cours", "label.en", "In progress", "kind", "open", "pays", ""));
        assertThat(new Flow(parts()).state("review").orElseThrow().has("pays")).isFalse();
    }

    @OnBothDatabases
    void whatPaymentsNeedIsNotLostWhenAFormIsSaved(TestDatabase database) throws Exception {
        begin(database);
        sheet("fee.0.fr", "Composteur", "fee.0.en", "Compost bin", "fee.0.amount", "20");
        Map<String, String> answer = form("by.case_worker", "true", "requires.paid", "true", "field.0.fr", "Montant", "field.0.en", "Amount", "field.0.type", "amount");
        new WayForm(parts(), "answer").typed().forEach(answer::putIfAbsent);
        desk.done(draft + "/passage/answer", answer);
        Map<String, String> again = form();
        new WayForm(parts(), "answer").typed().forEach(again::putIfAbsent);
        assertThat(desk.page(draft + "/passage/answer")).contains("<option value=\"amount\" selected>", "name=\"requires.paid\" value=\"true\" checked");
        desk.done(draft + "/passage/answer", again);
        assertThat(Lists.words(new Flow(parts()).way("answer").orElseThrow().path("requires"))).contains("paid");
        assertThat(new Flow(parts()).way("answer").orElseThrow().path("fields").findValuesAsText("type")).containsExactly("amount");
    }
}
