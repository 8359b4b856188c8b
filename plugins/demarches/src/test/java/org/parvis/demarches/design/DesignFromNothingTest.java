package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A procedure made from nothing by forms alone, tried without leaving a trace, and published. */
final class DesignFromNothingTest {
    private static final Pattern CARRIED = Pattern.compile("name=\"(_answers|_walk)\" value=\"([^\"]*)\"");

    private DesignFixture desk;
    private String draft;

    private String done(String path, String... form) throws Exception {
        return desk.done(draft + path, form(form));
    }

    private Map<String, String> form(String... form) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("revision", desk.revision(draft)));
        for (int i = 0; i < form.length; i += 2) {
            all.put(form[i], form[i + 1]);
        }
        return all;
    }

    private void make() throws Exception {
        draft = desk.begin(Map.of("how", "nothing", "kind", "online", "title.fr", "Prêt de matériel", "title.en", "Borrow equipment"));
        String what = done("/ecrans/etape", "step.fr", "Le matériel", "step.en", "The equipment").replace(draft, "");
        assertThat(what).isEqualTo("/etape/step.leMateriel");
        done("/ecrans/deplacer", "what", "step", "name", "step.leMateriel", "direction", "up");
        assertThat(question("Que voulez-vous emprunter\u00a0?", "What do you want to borrow?", "radios")).isEqualTo("/question/leMateriel.queVoulezVousEmprunter");
        done("/question/leMateriel.queVoulezVousEmprunter", "label.fr", "Que voulez-vous emprunter\u00a0?", "label.en", "What do you want to borrow?", "kind", "radios",
                "required", "true", "effect", "always", "option.0.fr", "Des tables", "option.0.en", "Tables", "option.0.order", "2", "option.1.fr", "Une estrade",
                "option.1.en", "A stage", "option.1.order", "1");
        question("Combien de tables\u00a0?", "How many tables?", "integer");
        done("/question/leMateriel.combienDeTables", "label.fr", "Combien de tables\u00a0?", "label.en", "How many tables?", "kind", "integer", "required", "true", "least", "1",
                "most", "40", "effect", "show", "when.0", "leMateriel.queVoulezVousEmprunter=desTables");
        question("Quels jours\u00a0?", "Which days?", "rows");
        assertThat(done("/question/leMateriel.quelsJours/colonne", "column.fr", "Jour", "column.en", "Day", "column.kind", "date"))
                .endsWith("/question/leMateriel.quelsJours/colonne/jour");
        done("/question/leMateriel.quelsJours/colonne/jour", "label.fr", "Jour", "label.en", "Day", "kind", "date", "required", "true", "first", "today");
        Map<String, String> sheet = form("title.fr", "Prêt de matériel", "title.en", "Borrow equipment", "category", "association", "authority", "mayor",
                "audience.association", "true", "channels.counter", "true", "law.0.text", "Délibération du conseil municipal", "means", "rejection", "after", "2",
                "after.unit", "M", "silencelaw", "Code des relations entre le public et l’administration, L231-4", "retention", "1", "retention.unit", "Y",
                "applicant.name", "applicant.name", "applicant.email", "applicant.email", "subject", "leMateriel.queVoulezVousEmprunter", "fee.0.fr", "Caution",
                "fee.0.en", "Deposit", "fee.0.amount", "50");
        for (String key : new String[] {"summary", "who", "duration", "cost"}) {
            sheet.put(key + ".fr", "Un texte.");
            sheet.put(key + ".en", "A text.");
        }
        desk.done(draft + "/fiche", sheet);
    }

    private String question(String french, String english, String kind) throws Exception {
        return done("/ecrans/ajouter", "label.fr", french, "label.en", english, "kind", kind, "container", "step.leMateriel").replace(draft, "");
    }

    @OnBothDatabases
    void isMadeByFormsAloneAndPublished(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        make();
        assertThat(desk.page(draft)).doesNotContain("À corriger avant");
        done("/publier");
        Procedure made = desk.house.procedures().newest("pret-de-materiel").orElseThrow();
        assertThat(made.screens().fields().stream().map(Field::kind)).containsExactly(
                Field.Kind.RADIOS, Field.Kind.INTEGER, Field.Kind.ROWS, Field.Kind.TEXT, Field.Kind.EMAIL, Field.Kind.PHONE);
        assertThat(made.screens().fields().get(0).values()).containsExactly("uneEstrade", "desTables");
        assertThat(made.header().fees()).extracting("name", "cents").containsExactly(tuple("caution", 5_000L));
        assertThat(made.header().silence().after()).hasToString("P2M");
    }

    @OnBothDatabases
    void theWorkflowIsChangedByForms(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        make();
        String state = done("/suivi/etat", "state.fr", "Matériel rendu", "state.en", "Returned").replace(draft, "");
        assertThat(state).isEqualTo("/etat/materiel_rendu");
        Response refused = desk.post(draft + state, form("label.fr", "Matériel rendu", "label.en", "Returned", "kind", "closed"));
        assertThat(refused.status()).isEqualTo(422);
        done(state, "label.fr", "Matériel rendu", "label.en", "Returned", "kind", "closed", "outcome", "granted");
        assertThat(desk.page(draft + state)).contains("ne peut pas être atteint");
        String letter = done("/courriers", "title.fr", "Reçu").replace(draft, "");
        String way = done("/suivi/passage", "way.fr", "Constater le retour", "way.en", "Note the return").replace(draft, "");
        assertThat(desk.page(draft + "/suivi")).contains("Passages qui ne partent d’aucun état", "Constater le retour");
        done(way, "label.fr", "Constater le retour", "label.en", "Note the return", "from.review", "true", "to", "materiel_rendu", "by.case_worker", "true",
                "requires.message", "true", "document", "recu", "field.0.fr", "État du matériel", "field.0.en", "Condition", "field.0.type", "text", "field.0.required", "true");
        done(letter, "title.fr", "Reçu", "title.en", "Receipt", "text.fr", "# Reçu n° [number]\n[etatDuMateriel]\n[nowhere]");
        assertThat(desk.page(draft)).contains("[nowhere] est inconnue");
        done(letter, "title.fr", "Reçu", "title.en", "Receipt", "text.fr", "# Reçu n° [number]\n[etatDuMateriel]");
        done("/publier");
        Workflow.Transition made = desk.house.procedures().newest("pret-de-materiel").orElseThrow().workflow().byId("constater_le_retour").orElseThrow();
        assertThat(made.document()).isEqualTo("recu");
        assertThat(made.fields()).containsExactly(new Workflow.Asked("etatDuMateriel", "text", true));
        done(way + "/supprimer");
        done(state + "/supprimer");
        assertThat(desk.page(draft)).contains("[etatDuMateriel] est inconnue");
        done(letter + "/supprimer");
        assertThat(desk.page(draft)).doesNotContain("À corriger avant");
    }

    @OnBothDatabases
    void isTriedWithTheRealChecksAndClocksAndLeavesNothing(TestDatabase database) throws Exception {
        desk = new DesignFixture(database);
        make();
        long before = desk.house.files();
        Map<String, String> form = new HashMap<>(Map.of("_asked", "leMateriel.queVoulezVousEmprunter", "_answers", "{}"));
        assertThat(desk.post(draft + "/essai/1", form).status()).isEqualTo(422);
        form.put("leMateriel.queVoulezVousEmprunter", "desTables");
        String more = desk.html(desk.post(draft + "/essai/1", form));
        assertThat(more).contains("Combien de tables");
        form.put("_asked", "leMateriel.queVoulezVousEmprunter,leMateriel.combienDeTables,leMateriel.quelsJours");
        form.put("_answers", carried(more, "_answers"));
        form.put("leMateriel.combienDeTables", "41");
        assertThat(desk.html(desk.post(draft + "/essai/1", form))).contains("40");
        form.put("leMateriel.combienDeTables", "4");
        String second = desk.html(desk.post(draft + "/essai/1", form));
        assertThat(second).contains("Prénom et nom");
        Map<String, String> send = new HashMap<>(Map.of("_answers", carried(second, "_answers")));
        Response incomplete = desk.post(draft + "/essai/verifier", send);
        assertThat(incomplete.status()).isEqualTo(422);
        String answers = "{\"leMateriel\":{\"queVoulezVousEmprunter\":\"desTables\",\"combienDeTables\":4,\"quelsJours\":[{\"jour\":\"2030-01-02\"}]},"
                + "\"applicant\":{\"name\":\"Zoé Exemple\",\"email\":\"zoe@example.org\"}}";
        String sent = desk.html(desk.post(draft + "/essai/verifier", Map.of("_answers", answers)));
        assertThat(sent).contains("La demande serait acceptée", "2 janvier 2030");
        walk(answers);
        assertThat(desk.house.files()).isEqualTo(before);
    }

    /** Received on 12 November 2026; pieces asked for on 1 December, which come on 11 December: ten days later than 12 January (CRPA, L114-5). */
    private void walk(String answers) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("_answers", answers));
        String begun = desk.html(desk.post(draft + "/essai-suivi", form));
        assertThat(begun).contains("Reçue", "vaut rejet à la fin du 12 janvier 2027");
        form.put("_walk", carried(begun, "_walk"));
        form.putAll(Map.of("way", "ask", "ask.on", "2026-12-01", "ask.message", "Une attestation, svp."));
        Response refused = desk.post(draft + "/essai-suivi", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(desk.html(refused)).contains("Une attestation, svp.");
        form.put("ask.due", "2026-12-31");
        String asked = desk.html(desk.post(draft + "/essai-suivi", form));
        assertThat(asked).contains("À compléter", "31 décembre 2026", "vaut rejet à la fin du 11 février 2027");
        String came = desk.html(desk.post(draft + "/essai-suivi", Map.of("_answers", answers, "_walk", carried(asked, "_walk"), "way", "complete", "complete.on", "2026-12-11")));
        assertThat(came).contains("vaut rejet à la fin du 22 janvier 2027");
        String refusal = desk.html(desk.post(draft + "/essai-suivi", Map.of(
                "_answers", answers, "_walk", carried(came, "_walk"), "way", "refuse", "refuse.on", "2026-12-14", "refuse.reason", "Tout est prêté.")));
        assertThat(refusal).contains("Décision sur votre demande n°\u00a0ESSAI-0001", "Tout est prêté.", "Le dossier est clos", "Objet\u00a0: Des tables");
    }

    private static String carried(String html, String name) {
        Matcher found = CARRIED.matcher(html);
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return found.group(2).replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
            }
        }
        throw new AssertionError("no " + name);
    }
}
