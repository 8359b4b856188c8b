package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Procedures made in the back office: copied, changed, checked, published, overtaken, brought back, thrown away. */
final class DesignDeskTest {
    private static final Wanted FRENCH = new Wanted("fr", false);

    private DesignFixture desk;

    private void open(TestDatabase database) {
        desk = new DesignFixture(database);
    }

    private String copy() throws Exception {
        return desk.begin(Map.of("how", "copy", "source", "saisine", "title.fr", "Écrire au service des eaux", "title.en", "Write to the water service", "id", "eaux"));
    }

    @OnBothDatabases
    void aCopyIsChangedAndPublishedAsAVersionOfItsOwn(TestDatabase database) throws Exception {
        open(database);
        String draft = copy();
        assertThat(desk.page(draft)).contains("Écrire au service des eaux", "Publier cette version", "3 étapes, 13 questions");
        String question = draft + "/question/request.subject";
        Map<String, String> form = new HashMap<>(new QuestionForm(question("request.subject")).typed());
        form.put("label.fr", "Votre demande, en peu de mots");
        form.put("most", "80");
        form.put("effect", "always");
        form.put("revision", desk.revision(question));
        assertThat(desk.done(question, form)).isEqualTo(draft + "/ecrans");
        assertThat(desk.page(draft + "/ecrans")).contains("Votre demande, en peu de mots", "Si «\u00a0Vous écrivez au nom de\u00a0»\u00a0: Une association\u00a0ou Une entreprise");
        assertThat(desk.page(draft + "/essai/1")).contains("Votre demande, en peu de mots", "Rien n’est enregistré");
        assertThat(desk.page(draft + "/apercu")).contains("Écrire au service des eaux");
        assertThat(desk.done(draft + "/publier", Map.of("revision", desk.revision(draft)))).isEqualTo(draft);
        Procedure installed = desk.house.procedures().newest("eaux").orElseThrow();
        assertThat(installed.version()).isEqualTo(1);
        assertThat(installed.texts().text(FRENCH, "request.subject.label")).isEqualTo("Votre demande, en peu de mots");
        assertThat(installed.letter("refusal", "fr")).isPresent();
        assertThat(desk.house.audit().of(TenantId.TERRITORY, "demarches.install")).isNotEmpty();
        assertThat(desk.house.audit().of(TenantId.TERRITORY, "demarches.designsave")).isNotEmpty();
    }

    @OnBothDatabases
    void itIsTriedOnTheSiteOfACommuneWithTheThemeOfThat(TestDatabase database) throws Exception {
        open(database);
        String draft = copy();
        assertThat(shownOn(desk.get(draft + "/apercu"))).isEqualTo(DesignFixture.TERRITORY);
        assertThat(shownOn(desk.get(draft + "/apercu?site=nulle-part"))).isEqualTo(DesignFixture.TERRITORY);
        Response sheet = desk.get(draft + "/apercu?site=rodez");
        assertThat(shownOn(sheet)).isEqualTo(FakeRequestSites.RODEZ);
        assertThat(desk.html(sheet)).contains("<option value=\"rodez\" selected>", "name=\"_site\" value=\"rodez\"");
        Response first = desk.post(draft + "/essai", Map.of("_site", "rodez"));
        assertThat(shownOn(first)).isEqualTo(FakeRequestSites.RODEZ);
        assertThat(desk.html(first)).contains("name=\"_site\" form=\"trial\"", "<option value=\"rodez\" selected>", "apercu?site=rodez");
        Response sent = desk.post(draft + "/essai/verifier", Map.of("_site", "rodez"));
        assertThat(shownOn(sent)).isEqualTo(FakeRequestSites.RODEZ);
    }

    private static Site shownOn(Response response) {
        return ((Response.Preview) response.content()).site();
    }

    private Question question(String path) {
        return Question.of(Parts.of(desk.designs.find(desk.designs.all().get(0).id()).orElseThrow().files()).orElseThrow(), path).orElseThrow();
    }

    @OnBothDatabases
    void whatIsPublishedAgainIsTheNextVersionAndOnlyIfSomethingChanged(TestDatabase database) throws Exception {
        open(database);
        String draft = desk.begin(Map.of("how", "version", "source", "saisine"));
        Response unchanged = desk.post(draft + "/publier", Map.of("revision", "1"));
        assertThat(unchanged.headers().get("Location")).endsWith("?fait=there");
        assertThat(desk.house.procedures().last("saisine")).isEqualTo(1);
        desk.done(draft + "/ecrans/etape", Map.of("revision", desk.revision(draft), "step.fr", "La suite", "step.en", "What follows"));
        Response faulty = desk.post(draft + "/publier", Map.of("revision", "3"));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(desk.html(faulty)).contains("Publication impossible", "Étape «&nbsp;La suite&nbsp;»", "Rien n’est demandé ici");
        desk.done(draft + "/ecrans/ajouter", Map.of("revision", desk.revision(draft), "label.fr", "Et puis\u00a0?", "label.en", "And then?", "kind", "area", "container", "step.laSuite"));
        desk.done(draft + "/publier", Map.of("revision", desk.revision(draft)));
        assertThat(desk.house.procedures().newest("saisine").orElseThrow().version()).isEqualTo(2);
        assertThat(desk.house.procedures().version("saisine", 1).screens().steps()).hasSize(3);
        assertThat(desk.page(draft)).contains("Publiée en dernier comme version 2");
        desk.done(draft + "/etape/step.laSuite/supprimer", Map.of("revision", desk.revision(draft)));
        desk.done(draft + "/publier", Map.of("revision", desk.revision(draft)));
        assertThat(desk.house.procedures().newest("saisine").orElseThrow().version()).isEqualTo(3);
    }

    @OnBothDatabases
    void whoIsOvertakenFindsWhatTheyTypedAndCanSaveIt(TestDatabase database) throws Exception {
        open(database);
        String draft = copy();
        String step = draft + "/etape/step.files";
        String seen = desk.revision(step);
        desk.done(step, Map.of("revision", seen, "label.fr", "Vos pièces", "label.en", "Your pieces", "effect", "always"));
        Response overtaken = desk.post(step, Map.of("revision", seen, "label.fr", "Vos papiers", "label.en", "Your papers", "effect", "always"));
        assertThat(overtaken.status()).isEqualTo(409);
        assertThat(desk.html(overtaken)).contains("Quelqu’un d’autre a enregistré", "value=\"Vos papiers\"", "name=\"revision\" value=\"2\"");
        desk.done(step, Map.of("revision", "2", "label.fr", "Vos papiers", "label.en", "Your papers", "effect", "always"));
        assertThat(desk.page(draft + "/ecrans")).contains("Vos papiers");
        assertThat(desk.post(draft + "/publier", Map.of("revision", "1")).status()).isEqualTo(409);
        assertThat(desk.house.procedures().newest("eaux")).isEmpty();
    }

    @OnBothDatabases
    void formerStatesComeBackAndADraftIsThrownAway(TestDatabase database) throws Exception {
        open(database);
        String draft = copy();
        desk.done(draft + "/question/files/supprimer", Map.of("revision", "1"));
        assertThat(desk.page(draft + "/ecrans")).doesNotContain("Documents utiles");
        assertThat(desk.page(draft + "/historique")).contains("État n°\u00a02", "Suppression");
        desk.done(draft + "/historique", Map.of("revision", "2", "former", "1"));
        assertThat(desk.page(draft + "/ecrans")).contains("Documents utiles");
        assertThat(desk.post(draft + "/historique", Map.of("revision", "2", "former", "1")).status()).isEqualTo(409);
        assertThat(desk.done(draft + "/supprimer", Map.of())).isEqualTo("/demarches-conception");
        assertThat(desk.page("/demarches-conception")).contains("Aucun brouillon");
        assertThatThrownBy(() -> desk.get(draft)).isInstanceOf(NotFound.class);
        assertThat(desk.house.audit().of(TenantId.TERRITORY, "demarches.designdrop")).hasSize(1);
    }

    @OnBothDatabases
    void beginningSaysWhatIsWrongAndKeepsWhatWasTyped(TestDatabase database) throws Exception {
        open(database);
        Response there = desk.post("/demarches-conception", Map.of("how", "nothing", "title.fr", "Saisine", "title.en", "Request", "id", "saisine", "kind", "online"));
        assertThat(there.status()).isEqualTo(422);
        assertThat(desk.html(there)).contains("«\u00a0saisine\u00a0» existe déjà", "value=\"Saisine\"");
        assertThat(desk.html(desk.post("/demarches-conception", Map.of("how", "nothing", "title.fr", "Suivi", "title.en", "Follow", "id", "suivi")))).contains("impossible ou réservé");
        assertThat(desk.post("/demarches-conception", Map.of("how", "version")).status()).isEqualTo(422);
        assertThat(desk.post("/demarches-conception", Map.of()).status()).isEqualTo(422);
        FakeRequest damaged = FakeRequest.post("/demarches-conception").field("how", "package").file("package", "x.zip", "application/zip", "no zip".getBytes(StandardCharsets.UTF_8));
        assertThat(desk.html(desk.answer("POST", "/demarches-conception", damaged))).contains("Ce paquet ne peut pas être ouvert ici", "Ce n’est pas un fichier ZIP lisible");
    }

    @OnBothDatabases
    void aPackageMadeByHandComesInIsChangedAndLeavesAsAZip(TestDatabase database) throws Exception {
        open(database);
        Map<String, byte[]> files = new HashMap<>(PackageFiles.unzipped(desk.house.procedures().content("periscolaire", desk.house.procedures().last("periscolaire")).orElseThrow()));
        FakeRequest sent = FakeRequest.post("/demarches-conception").field("how", "package").file("package", "x.zip", "application/zip", PackageFiles.zipped(files));
        String draft = desk.answer("POST", "/demarches-conception", sent).headers().get("Location").replace("/bureau/territoire", "").replaceFirst("\\?.*", "");
        Map<String, String> sheet = new HashMap<>(new SheetForm(Parts.of(files).orElseThrow()).typed());
        sheet.values().removeIf(String::isEmpty);
        sheet.put("revision", "1");
        sheet.put("retention", "2");
        desk.done(draft + "/fiche", sheet);
        Map<String, byte[]> out = PackageFiles.unzipped(((Response.Bytes) desk.get(draft + "/zip").content()).bytes());
        assertThat(out.keySet()).isEqualTo(files.keySet());
        assertThat(out.keySet().stream().filter(name -> !Arrays.equals(out.get(name), files.get(name)))).containsExactly("procedure.yaml");
        assertThat(new String(out.get("procedure.yaml"), StandardCharsets.UTF_8))
                .contains("retention: P2Y", "# One year: the school year and the appeals about it. Bills are in the accounts.");
    }

    @OnBothDatabases
    void isNotInTheBackOfficeOfACommune(TestDatabase database) throws Exception {
        open(database);
        copy();
        assertThatThrownBy(() -> new DesignListDesk(new Workbench(desk.designs), desk.house.procedures()).routes().get(0).handler().handle(FakeRequest.get("/demarches-conception")))
                .isInstanceOf(NotFound.class);
        for (String path : List.of("/demarches-conception/x", "/demarches-conception/00000000-0000-0000-0000-000000000000")) {
            assertThatThrownBy(() -> desk.get(path)).isInstanceOf(NotFound.class);
        }
    }
}
