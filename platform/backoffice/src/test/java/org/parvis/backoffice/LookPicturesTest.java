package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

final class LookPicturesTest {
    private static final byte[] PHOTO = "a photo".getBytes(StandardCharsets.US_ASCII);

    private final Kept images = new Kept();
    private final Pages pages = Pages.of("backoffice").desk();
    private final LookPictures pictures = new LookPictures(images, pages.themes(), FakePlugins.of("backoffice"));

    @Test
    void aPictureIsSentAsADraftBeforeTheFormIs() throws IOException {
        Response sent = send(request().file("header", "a.jpg", "image/jpeg", PHOTO));
        assertThat(sent.status()).isEqualTo(201);
        assertThat(text(sent)).contains("\"id\":\"image-1\"", "\"src\":\"/images/image-1/800.jpg\"");
        assertThat(images.drafts).containsExactly("image-1");
        Response refused = send(request().file("header", "a.txt", "text/plain", "no photo".getBytes(StandardCharsets.US_ASCII)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("error");
    }

    @Test
    void savingKeepsTheDraftWithWhatItShows() throws IOException {
        send(request().file("header", "a.jpg", "image/jpeg", PHOTO));
        Request saved = request().field("headerDraft", "image-1").field("headerAlt", "La place du Bourg");
        assertThat(pictures.chosen(saved, saved.form(), "header", "image-0")).isEqualTo("image-1");
        assertThat(images.drafts).isEmpty();
        assertThat(images.all.get("image-1").alt()).isEqualTo("La place du Bourg");
    }

    @Test
    void aDraftThatIsGoneLeavesThePictureThatWasThere() throws IOException {
        Request saved = request().field("headerDraft", "image-7");
        assertThat(pictures.chosen(saved, saved.form(), "header", "image-0")).isEqualTo("image-0");
        Request removed = request().field("headerDraft", "").field("headerRemove", "true");
        assertThat(pictures.chosen(removed, removed.form(), "header", "image-0")).isNull();
    }

    @Test
    void aRefusedFormDoesNotLoseItsPicture() throws IOException {
        Request refused = request().file("logo", "a.png", "image/png", PHOTO);
        Map<String, Object> model = new HashMap<>();
        pictures.show(model, refused, FakeRequestSites.RODEZ.look(), pictures.drafts(refused, refused.form()));
        assertThat(model).containsEntry("logoDraft", "image-1").containsKey("logo");
        assertThat(images.all.get("image-1").alt()).isEqualTo("Rodez");
    }

    private static FakeRequest request() {
        return FakeRequest.post("/apparence").as(FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ));
    }

    private static String text(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    private Response send(Request request) throws IOException {
        return pictures.routes().get(0).handler().handle(request);
    }

    /** Pictures in memory. */
    private static final class Kept implements Images {
        final Map<String, Image> all = new HashMap<>();
        final Set<String> drafts = new HashSet<>();

        @Override
        public Image store(TenantId tenant, String field, Upload upload, String alt) {
            try (var in = upload.open()) {
                return store(tenant, field, in.readAllBytes(), alt);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public Image store(TenantId tenant, String fileName, byte[] bytes, String alt) {
            if (bytes.length != PHOTO.length) {
                throw Invalid.field(fileName, "files.image.type");
            }
            String id = "image-" + (all.size() + 1);
            all.put(id, image(id, alt));
            return all.get(id);
        }

        private static Image image(String id, String alt) {
            return new Image(id, alt, "/images/" + id + "/800.jpg", "", "", 800, 600);
        }

        @Override
        public Image draft(TenantId tenant, String field, Upload upload, String alt) {
            Image image = store(tenant, field, upload, alt);
            drafts.add(image.id());
            return image;
        }

        @Override
        public void keep(TenantId tenant, String id) {
            drafts.remove(id);
        }

        @Override
        public Optional<Image> byId(TenantId tenant, String id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Map<String, Image> byIds(TenantId tenant, Collection<String> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void describe(TenantId tenant, String id, String alt) {
            all.put(id, image(id, alt));
        }

        @Override
        public String share(TenantId from, String id, TenantId to) {
            throw new UnsupportedOperationException();
        }
    }
}
