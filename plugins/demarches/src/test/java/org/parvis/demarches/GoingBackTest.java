package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.file.Attachment;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

/** Who goes back in a form sends a step again, as the browser kept it: with the files that were chosen in it. */
final class GoingBackTest {
    private static final byte[] PHOTO = {1, 2, 3};
    private static final byte[] OTHER = {1, 2, 4};

    private DemarchesFixture fixture;
    private String token = "";
    private String id = "";

    @BeforeEach
    void begin() throws Exception {
        fixture = new DemarchesFixture(TestDatabase.derby());
        fixture.offer(RODEZ, "saisine");
        Response begun = answer(fixture.catalogue, "POST", "/teleservices/{procedure}/commencer", FakeRequest.post("/").with("procedure", "saisine").at(NOW));
        token = begun.cookies().get(0).value();
        id = begun.headers().get("Location").split("/")[3];
    }

    private Response attach(String name, byte[] content, String... more) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(NOW).with("id", id).with("step", "2").cookie("parvis_demarche", token).field("_asked", "files")
                .file("files", name, "image/jpeg", content);
        for (int i = 0; i < more.length; i += 2) {
            request.field(more[i], more[i + 1]);
        }
        return answer(fixture.form, "POST", "/teleservices/formulaire/{id}/{step}", request);
    }

    private List<String> attached() {
        List<String> ids = new ArrayList<>();
        fixture.drafts.find(RODEZ.id(), UUID.fromString(id), NOW).orElseThrow().answers().json().path("files").forEach(file -> ids.add(file.asText()));
        return ids;
    }

    @Test
    void aFileThatIsThereIsNotAttachedAgain() throws Exception {
        assertThat(attach("lampadaire.jpg", PHOTO).status()).isEqualTo(303);
        assertThat(attach("lampadaire.jpg", PHOTO).status()).isEqualTo(303);
        assertThat(attached()).hasSize(1);
        assertThat(fixture.attachments.of(RODEZ.id(), Drafts.FILES, id)).as("nor stored").extracting(Attachment::fileName).containsExactly("lampadaire.jpg");
    }

    @Test
    void anotherFileOfTheSameNameIsAttached() throws Exception {
        attach("image.jpg", PHOTO);
        attach("image.jpg", OTHER);
        attach("image.jpg", new byte[] {1});
        assertThat(attached()).hasSize(3);
    }

    @Test
    void whatIsThereCountsOnceWhereNoMoreMayCome() throws Exception {
        for (byte i = 1; i <= 5; i++) {
            assertThat(attach(i + ".jpg", new byte[] {i}).status()).isEqualTo(303);
        }
        assertThat(attach("5.jpg", new byte[] {5}).status()).isEqualTo(303);
        assertThat(attached()).hasSize(5);
        // schema.json of the procedure: five at most.
        assertThat(attach("6.jpg", new byte[] {6}).status()).isEqualTo(422);
    }

    @Test
    void aFileThatWasTakenAwayCanComeBack() throws Exception {
        attach("lampadaire.jpg", PHOTO);
        attach("autre.jpg", OTHER, "_remove", attached().get(0));
        assertThat(attached()).hasSize(1);
        attach("lampadaire.jpg", PHOTO);
        assertThat(attached()).hasSize(2);
    }
}
