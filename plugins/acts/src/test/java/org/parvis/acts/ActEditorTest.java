package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.acts.ActsFixture.EDITOR;
import static org.parvis.acts.ActsFixture.NOW;
import static org.parvis.acts.ActsFixture.RODEZ;
import static org.parvis.acts.ActsFixture.answer;
import static org.parvis.acts.ActsFixture.bytes;
import static org.parvis.acts.ActsFixture.deliberation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.document.Documents;
import org.parvis.api.document.QrCode;
import org.parvis.api.document.QrCodes;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** Acts in the back office, through its forms. */
final class ActEditorTest {
    private final Pages html = Pages.of("acts").desk();
    private ActsFixture fixture;
    private Routes editor;
    private String coded = "";

    @BeforeEach
    void open() {
        fixture = new ActsFixture(TestDatabase.derby());
        Certificate certificate = new Certificate(
                fixture.files, this::printed, codes(), fixture.urls, html.themes(), FakePlugins.of("acts").speaking(html.plugins()), FakeTenants.of());
        editor = new ActEditor(
                fixture.acts, fixture.files, fixture.pages, certificate, FakePlugins.of("acts", new Untagged()).speaking(html.plugins()), FakeTenants.of());
    }

    /** Finds that no file is tagged. */
    private static final class Untagged implements AccessibilityCheck {
        @Override
        public List<Finding> check(TenantId tenant, String text) {
            return List.of();
        }

        @Override
        public List<Finding> checkFiles(TenantId tenant, List<String> files) {
            return files.stream().map(file -> new Finding("documents.check.untagged", false, "acte.pdf", "", 0)).toList();
        }
    }

    @Test
    void aDocumentThatNotEverybodyCanReadIsNamedUnlessItsOwnLineSaysSo() throws Exception {
        Act act = fixture.published(ActsFixture.deliberation("2026-41", "Choix des entreprises"), "Le conseil");
        assertThat(page(act)).contains("acte.pdf", "non balisé").doesNotContain("ne contient pas de texte");
        Act scanned = fixture.published(ActsFixture.deliberation("2026-42", "Budget"), "scan");
        fixture.texts.work(ActsFixture.RODEZ, scanned.id() + ":1");
        assertThat(page(scanned)).contains("ne contient pas de texte").doesNotContain("non balisé");
    }

    private String page(Act act) throws Exception {
        FakeRequest request = FakeRequest.get("/actes/" + act.id()).at(fixture.now).as(EDITOR).on(FakeRequestSites.RODEZ).with("id", act.id().toString());
        return html.html(answer(editor, "GET", "/actes/{id}", request), FakeRequestSites.RODEZ);
    }

    private QrCodes codes() {
        return new QrCodes() {
            @Override
            public QrCode of(String text) {
                throw new AssertionError("not expected");
            }

            @Override
            public byte[] png(String text, int module) {
                coded = text;
                return new byte[] {1};
            }
        };
    }

    /** The view that would be laid out. */
    private byte[] printed(Documents.Printed document) {
        assertThat(document.pictures()).containsKey("qr");
        Map<String, Object> model = new HashMap<>(document.model());
        model.put("document", Map.of("title", document.title(), "made", document.made()));
        model.put("letterhead", Map.of("logo", false, "color", "#333333"));
        return Pages.of("acts").html(document.template(), model, document.site(), document.language()).getBytes(StandardCharsets.UTF_8);
    }

    private static FakeRequest typed(FakeRequest request) {
        return request.field("kind", "deliberation").field("number", "2026-41").field("title", "Choix des entreprises").field("matter", "1.1")
                .field("adopted", "2026-11-10").field("signatory", "Claude Exemple").field("capacity", "Maire");
    }

    private Response post(String pattern, FakeRequest request) throws Exception {
        return answer(editor, "POST", pattern, request.at(fixture.now).as(EDITOR).on(FakeRequestSites.RODEZ));
    }

    private Response get(String pattern, Act act) throws Exception {
        return answer(editor, "GET", pattern, FakeRequest.get("/").with("id", act.id().toString()).at(fixture.now).as(EDITOR).on(FakeRequestSites.RODEZ));
    }

    private FakeRequest on(Act act) {
        return FakeRequest.post("/").with("id", act.id().toString()).field("version", String.valueOf(act.version()));
    }

    private Act only() {
        return ActTable.find(fixture.acts.reader(RODEZ), new ActTable.Wanted(null, null, null, "", null, true), fixture.now, 0, 2).get(0);
    }

    @Test
    void anActIsPostedAndPublishedInOneStep() throws Exception {
        Response response = post("/actes/nouvel-acte", typed(FakeRequest.post("/").file("document", "acte.pdf", "application/pdf", bytes("texte"))).field("action", "publish"));
        assertThat(response.status()).isEqualTo(303);
        assertThat(only().status(NOW)).isEqualTo(Status.PUBLISHED);
        assertThat(response.headers().get("Location")).isEqualTo("/bureau/rodez/actes/" + only().id() + "?fait=published");
        assertThat(html.html(get("/actes/{id}", only()), FakeRequestSites.RODEZ)).contains("en cours de lecture", "/certificat", "13 janvier 2027");
    }

    @Test
    void aRefusedFormSaysAllThatIsWrongAndKeepsTheFile() throws Exception {
        Response nothing = post("/actes/nouvel-acte", FakeRequest.post("/").field("kind", "deliberation").field("adopted", "2027-01-01"));
        String page = html.html(nothing, FakeRequestSites.RODEZ);
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(page).contains("#f-number", "#f-title", "#f-matter", "#f-signatory", "#f-capacity", "#f-document", "La date d’adoption est passée");
        assertThat(page).contains("<a href=\"#f-title\"><strong>Objet\u00a0:</strong> ", "<strong>Numéro\u00a0:</strong> ").doesNotContain("data-label-of");
        assertThat(html.html(nothing, FakeRequestSites.RODEZ, Locale.ENGLISH)).contains("<a href=\"#f-title\"><strong>Subject:</strong> ");
        Response withFile = post("/actes/nouvel-acte",
                FakeRequest.post("/").field("kind", "arrete").field("title", "Tapé").file("document", "acte.pdf", "application/pdf", bytes("texte")));
        String kept = fixture.stored.keySet().iterator().next();
        assertThat(html.html(withFile, FakeRequestSites.RODEZ)).contains("Tapé", "value=\"" + kept + "\"", "Document reçu\u00a0: acte.pdf");
        post("/actes/nouvel-acte", typed(FakeRequest.post("/").field("documentId", kept)).field("action", "save"));
        assertThat(fixture.newest(only()).file()).isEqualTo(kept);
        Response infected = post("/actes/nouvel-acte", typed(FakeRequest.post("/").file("document", "acte.pdf", "application/pdf", bytes("virus"))));
        assertThat(infected.status()).isEqualTo(422);
    }

    @Test
    void correctionAndWithdrawalAskForTheirReason() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "premier");
        Response noNote = post("/actes/{id}/corriger", on(act).file("document", "b.pdf", "application/pdf", bytes("second")));
        assertThat(noNote.status()).isEqualTo(422);
        assertThat(html.html(noNote, FakeRequestSites.RODEZ)).contains("#f-note", "Document reçu");
        assertThat(post("/actes/{id}/corriger", on(act).file("document", "b.pdf", "application/pdf", bytes("second")).field("note", "Date")).status()).isEqualTo(303);
        Act corrected = fixture.acts.get(RODEZ, act.id());
        assertThat(post("/actes/{id}/retirer", on(corrected)).status()).isEqualTo(422);
        Response early = post("/actes/{id}/retirer", on(corrected).field("reason", "Erreur"));
        assertThat(html.html(early, FakeRequestSites.RODEZ)).contains("#f-early", "Erreur");
        assertThat(post("/actes/{id}/retirer", on(corrected).field("reason", "Erreur").field("early", "true")).status()).isEqualTo(303);
        assertThat(html.html(get("/actes/{id}", corrected), FakeRequestSites.RODEZ)).contains("Retiré le").doesNotContain("/corriger");
    }

    @Test
    void anotherAgentsChangeIsAConflictThatLosesNothing() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "a");
        fixture.acts.edit(RODEZ, EDITOR, act.id(), act.version(), deliberation("1", "B"), null);
        Response response = post("/actes/{id}", typed(on(act)));
        assertThat(response.status()).isEqualTo(409);
        assertThat(html.html(response, FakeRequestSites.RODEZ)).contains("Choix des entreprises", "Quelqu’un a modifié cet acte");
    }

    @Test
    void aDraftGoesOnlyWhenTheBoxIsTicked() throws Exception {
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), null, fixture.document("a"));
        assertThat(post("/actes/{id}/supprimer", on(draft)).status()).isEqualTo(422);
        assertThat(post("/actes/{id}/supprimer", on(draft).field("confirm", "true")).status()).isEqualTo(303);
        assertThat(ActTable.byId(fixture.acts.reader(RODEZ), draft.id())).isEmpty();
    }

    @Test
    void theCertificateNamesTheActItsAddressItsDatesAndTheDigests() throws Exception {
        Act act = fixture.published(deliberation("2026-41", "Choix des entreprises"), "texte");
        String page = new String(ActsFixture.body(get("/actes/{id}/certificat", act)), StandardCharsets.UTF_8);
        String address = "https://rodez.territoire.example" + act.path();
        assertThat(page).contains(
                "Certificat de publication", "La mairie de Rodez certifie", "Choix des entreprises", "12 novembre 2026 à 10\u00a0h", address, "jusqu’au 13 janvier 2027",
                // sha256sum of "texte"
                "a41a6138807bea7e591acbae98d154f61ba83164c7186cd7717f79073c3144c7", "Fait à Rodez, le 12 novembre 2026");
        assertThat(coded).isEqualTo(address);
        assertThat(fixture.audit.of(RODEZ, "acts.certify")).hasSize(1);
    }

    @Test
    void noCertificateIsMadeOfAnAlteredFileOrADraft() {
        Act act = fixture.published(deliberation("1", "A"), "texte");
        fixture.stored.put(fixture.newest(act).file(), bytes("autre"));
        assertThatThrownBy(() -> get("/actes/{id}/certificat", act)).isInstanceOf(Conflict.class).hasMessageContaining("altered");
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("2", "B"), null, fixture.document("b"));
        assertThatThrownBy(() -> get("/actes/{id}/certificat", draft)).isInstanceOf(Conflict.class);
    }

    @Test
    void theListFiltersAndTheSettingsCheckTheSiret() throws Exception {
        fixture.published(deliberation("1", "En ligne"), "a");
        fixture.acts.create(RODEZ, EDITOR, deliberation("2", "Brouillon"), null, fixture.document("b"));
        ActDesk desk = new ActDesk(fixture.acts, fixture.export, fixture.settings(), fixture.database.database());
        Response drafts = answer(desk, "GET", "/actes", FakeRequest.get("/actes").query("etat", "draft").at(NOW).as(EDITOR).on(FakeRequestSites.RODEZ));
        assertThat(html.html(drafts, FakeRequestSites.RODEZ)).contains("Brouillon</a>", "actes-reglages").doesNotContain("En ligne</a>");
        Response wrong = answer(desk, "POST", "/actes-reglages", FakeRequest.post("/").field("siret", "218 601 946 00013").field("prefecture", "12").at(NOW).as(EDITOR).on(FakeRequestSites.RODEZ));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(html.html(wrong, FakeRequestSites.RODEZ)).contains("d’une autre collectivité", "PREF012");
        Response saved = answer(desk, "POST", "/actes-reglages", FakeRequest.post("/").field("siret", "").field("prefecture", "spref0121").at(NOW).as(EDITOR).on(FakeRequestSites.RODEZ));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(fixture.settings).containsEntry("acts.prefecture", "SPREF0121");
    }
}
