package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.parvis.api.route.Response;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What is wrong with a draft is told in the words of its pages, in their order, and says which text is meant. */
final class DesignToldTest {
    private DesignFixture desk;
    private String draft;

    private void begin(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        draft = desk.begin(Map.of("how", "nothing", "kind", "online", "title.fr", "Prêt de vélos", "title.en", "Bicycles"));
    }

    private String question(String kind) throws Exception {
        Map<String, String> form = Map.of(
                "revision", desk.revision(draft + "/ecrans"), "label.fr", "Quelle taille\u00a0?", "label.en", "Which size?", "kind", kind, "container", "step.applicant");
        return desk.done(draft + "/ecrans/ajouter", form);
    }

    @OnBothDatabases
    void aQuestionWithoutAChoiceIsNotPublished(TestDatabase database) throws Exception {
        begin(database);
        for (String kind : new String[] {"radios", "select", "boxes"}) {
            String question = question(kind);
            assertThat(desk.page(question)).as(kind).contains("href=\"#f-option.0.fr\"", "Cette question n’a encore aucun choix.");
            assertThat(desk.page(draft)).as(kind).contains("Question «&nbsp;Quelle taille\u00a0?&nbsp;»</strong>", "Cette question n’a encore aucun choix.");
        }
    }

    @OnBothDatabases
    void aMissingTextSaysWhichOneFrenchFirst(TestDatabase database) throws Exception {
        begin(database);
        assertThat(desk.page(draft)).containsSubsequence("En une phrase – français", "En une phrase – anglais", "Pour qui – français", "Pour qui – anglais");
        String question = question("radios");
        desk.done(question, Map.of(
                "revision", desk.revision(question), "label.fr", "Quelle taille\u00a0?", "label.en", "Which size?", "kind", "radios", "effect", "always",
                "option.0.fr", "Petite", "option.0.en", "Small", "option.1.fr", "Grande"));
        assertThat(desk.page(draft)).contains("Choix 2 – anglais");
    }

    @OnBothDatabases
    void faultsOfTheWorkflowAreToldWithoutTheWordsOfItsFile(TestDatabase database) throws Exception {
        begin(database);
        String way = desk.done(draft + "/suivi/passage", Map.of("revision", desk.revision(draft + "/suivi"), "way.fr", "Clore", "way.en", "Close"));
        assertThat(desk.page(way)).contains("cochez-en un sous «\u00a0Depuis\u00a0»").doesNotContain("«\u00a0clore\u00a0»", "indiquez «\u00a0by\u00a0»");
    }

    @OnBothDatabases
    void aMissingTitleIsToldOnce(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        Response refused = desk.post("/demarches-conception", Map.of("how", "nothing", "kind", "online", "title.fr", "", "title.en", "", "id", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(desk.html(refused)).contains("2 champs sont à corriger").doesNotContain("Cet identifiant est impossible");
    }
}
