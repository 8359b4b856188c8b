package org.parvis.demarches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.BouquetFaults;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

/** Each kind of field, asked, typed right and wrong, and read again. */
final class EveryFieldTest {
    private static final String SCHEMA = """
            {"type": "object", "required": ["children", "name", "email", "agree"], "properties": {
              "name": {"type": "string"}, "email": {"type": "string", "format": "email"},
              "children": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "object", "required": ["first", "born"], "properties": {
                "first": {"type": "string"}, "born": {"type": "string", "format": "date", "formatMaximum": "today"},
                "level": {"type": "string", "enum": ["a", "b"]}}}},
              "days": {"type": "array", "items": {"type": "string", "enum": ["mon", "tue"]}},
              "area": {"type": "number", "minimum": 0.5}, "people": {"type": "integer", "maximum": 10},
              "start": {"type": "string", "format": "time"}, "agree": {"type": "boolean", "const": true},
              "place": {"type": "string", "enum": ["x", "y"]}}}""";
    private static final String[] PATHS = {"name", "email", "children", "days", "area", "people", "start", "agree", "place"};

    private DemarchesFixture fixture;
    private String token = "";
    private String id = "";

    @BeforeEach
    void install() throws Exception {
        fixture = new DemarchesFixture(TestDatabase.derby());
        Map<String, byte[]> files = DemarchesFixture.shipped().get("saisine");
        files.put("schema.json", SCHEMA.getBytes(UTF_8));
        StringBuilder controls = new StringBuilder();
        for (String path : PATHS) {
            controls.append(controls.isEmpty() ? "" : ",").append("{\"type\": \"Control\", \"scope\": \"#/properties/").append(path).append("\"}");
        }
        files.put("ui.json", ("{\"type\": \"Categorization\", \"elements\": [{\"type\": \"Category\", \"i18n\": \"all\", \"elements\": [" + controls + "]}]}").getBytes(UTF_8));
        for (String language : new String[] {"fr", "en"}) {
            String texts = new String(files.get("messages_" + language + ".properties"), UTF_8).lines()
                    .filter(line -> !line.matches("(request|applicant|files|step|group|appeal|contest)\\..*"))
                    .reduce("", (a, b) -> a + b + "\n");
            StringBuilder more = new StringBuilder(texts).append("all.label=Tout\n");
            for (String key : new String[] {"name", "email", "children", "days", "area", "people", "start", "agree", "place", "children.first", "children.born", "children.level"}) {
                more.append(key).append(".label=Question ").append(key).append('\n');
            }
            for (String value : new String[] {"days.mon", "days.tue", "place.x", "place.y", "children.level.a", "children.level.b"}) {
                more.append(value).append("=Choix ").append(value).append('\n');
            }
            files.put("messages_" + language + ".properties", more.toString().getBytes(UTF_8));
        }
        files.remove("messages_fr_simple.properties");
        String header = new String(files.get("procedure.yaml"), UTF_8).replace("id: saisine", "id: tout").replace("applicant.name", "name").replace("applicant.email", "email")
                .replace("  phone: applicant.phone\n", "").replace("subject: request.subject\n", "").replaceFirst("(?s) {2}by: request.theme.*?(?=retention)", "");
        files.put("procedure.yaml", header.getBytes(UTF_8));
        assertThat(BouquetFaults.said(fixture.procedures.install(files, "folder", null).faults())).isEmpty();
        fixture.offer(RODEZ, "tout");
        Response begun = answer(fixture.catalogue, "POST", "/teleservices/{procedure}/commencer", FakeRequest.post("/").with("procedure", "tout").at(NOW));
        token = begun.cookies().get(0).value();
        id = begun.headers().get("Location").split("/")[3];
    }

    private FakeRequest with(FakeRequest request) {
        return request.at(NOW).with("id", id).with("step", "1").cookie("parvis_demarche", token);
    }

    private Response post(String... fields) throws Exception {
        FakeRequest request = with(FakeRequest.post("/"));
        for (String path : PATHS) {
            request.field("_asked", path);
        }
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
        }
        return answer(fixture.form, "POST", "/teleservices/formulaire/{id}/{step}", request);
    }

    private Answers kept() {
        return fixture.drafts.find(RODEZ.id(), UUID.fromString(id), NOW).orElseThrow().answers();
    }

    @Test
    void eachHasItsFieldAndOneRowIsThereToBegin() throws Exception {
        String page = fixture.page(answer(fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", with(FakeRequest.get("/"))));
        assertThat(page).contains(
                "name=\"children._count\" value=\"1\"", "name=\"children.0.first\"", "name=\"children.0.born\" type=\"date\"", "name=\"children.0.level\"",
                "type=\"checkbox\" id=\"f-days-1\"", "name=\"area\" type=\"text\"", "inputmode=\"decimal\"", "name=\"start\" type=\"time\"", "id=\"f-agree\"",
                "<option value=\"x\">Choix place.x");
    }

    @Test
    void rowsAreAddedAndTakenAwayWithoutLosingWhatWasTyped() throws Exception {
        String added = fixture.page(post("children._count", "1", "children.0.first", "Lou", "_add", "children"));
        assertThat(added).contains("value=\"Lou\"", "name=\"children.1.first\"");
        String less = fixture.page(post("children._count", "2", "children.0.first", "Lou", "children.1.first", "Max", "_remove", "children.0"));
        assertThat(less).contains("value=\"Max\"").doesNotContain("value=\"Lou\"", "children.1.first");
        assertThat(kept().json().path("children")).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldAtItsFieldAndComesBackAsTyped() throws Exception {
        Response refused = post(
                "children._count", "1", "children.0.first", "", "children.0.born", "12/11/2030", "area", "douze", "people", "11", "email", "zoe@", "name", "Zoé", "days", "mon");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.page(refused)).contains(
                "#f-children.0.first", "Choisissez le 12 novembre 2026, ou un jour plus tôt", "Indiquez un nombre.", "value=\"douze\"", "au plus 10", "adresse électronique complète",
                "Cochez la case", "value=\"2030-11-12\"");
    }

    @Test
    void whatIsRightIsKeptWithItsTypeAndReadInWords() throws Exception {
        Response next = post(
                "children._count", "1", "children.0.first", "Lou", "children.0.born", "1/2/2020", "children.0.level", "b", "area", "12,5", "people", "3", "start", "14:30",
                "email", "zoe@example.org", "name", "Zoé", "days", "mon", "days", "tue", "agree", "true", "place", "y");
        assertThat(next.headers().get("Location")).endsWith("/formulaire/" + id + "/verifier");
        assertThat(kept().json().toString()).contains("\"born\":\"2020-02-01\"", "\"area\":12.5", "\"people\":3", "\"agree\":true", "[\"mon\",\"tue\"]");
        String review = fixture.page(answer(fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", with(FakeRequest.get("/")).with("step", "verifier")));
        assertThat(review).contains("1er février 2020", "14\u00a0h\u00a030", "Choix children.level.b", "12,5", "Choix days.mon", "Choix place.y", "Oui");
        Response sent = answer(fixture.form, "POST", "/teleservices/formulaire/{id}/verifier", with(FakeRequest.post("/")));
        assertThat(sent.headers().get("Location")).endsWith("/recu/" + id);
    }
}
