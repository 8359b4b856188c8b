package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.file.PictureField;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.library.MediaLibrary;
import org.parvis.files.library.OfferedMedia;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

class PictureFieldTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ);

    @TempDir
    private Path folder;

    private record Store(StoredImages images, StoredFiles files, MediaLibrary library) {}

    private Store store(TestDatabase database) {
        FilesHost host = FilesHost.in(folder);
        Intake intake = Intakes.without(host, database, folder);
        StoredImages images = new StoredImages(host, intake, database.database(), Clock.systemUTC());
        StoredFiles files = new StoredFiles(host, intake, Intakes.keys(database, folder), database.database(), Clock.systemUTC());
        return new Store(images, files, new MediaLibrary(database.database(), images, files, FakePlugins.of("news"), new RecordingAudit()));
    }

    private static PictureField take(Store store, FakeRequest request) {
        return PictureField.take(store.images(), RODEZ, request.form(), "image", "files.image.alt", true);
    }

    private static FakeRequest form() {
        return FakeRequest.post("/");
    }

    private static Image stored(Store store, TenantId tenant, int width, String alt) {
        return store.images().store(tenant, "x", Samples.sent("x.jpg", Samples.jpeg(width, 80)), alt);
    }

    @OnBothDatabases
    void aPictureFromTheLibraryBringsItsOwnWordsEvenBesideThoseOfTheOneThatItReplaces(TestDatabase database) {
        Store store = store(database);
        Image there = stored(store, RODEZ, 100, "La halle");
        Image picked = stored(store, RODEZ, 120, "Le lavoir");
        PictureField taken = take(store, form().field("imageId", there.id()).field("imageAlt", "La halle").field("imagePick", picked.id()));
        assertThat(taken).isEqualTo(new PictureField(picked.id(), false, "Le lavoir", null, null));
        assertThat(store.images().byId(RODEZ, picked.id())).map(Image::alt).contains("Le lavoir");
    }

    @OnBothDatabases
    void wordsThatAreTypedAnewAreThoseOfThisUseAndChangeNoneOfTheLibrary(TestDatabase database) {
        Store store = store(database);
        Image there = stored(store, RODEZ, 100, "La halle");
        Image picked = stored(store, RODEZ, 120, "Le lavoir");
        PictureField anew = take(store, form().field("imageId", there.id()).field("imageAlt", "La halle, en mai").field("imageAltWas", "La halle"));
        assertThat(anew).isEqualTo(new PictureField(there.id(), false, "La halle, en mai", "La halle, en mai", null));
        PictureField other = take(store, form().field("imageId", there.id()).field("imageAlt", "Le lavoir, en mai").field("imagePick", picked.id()));
        assertThat(other.own()).isEqualTo("Le lavoir, en mai");
        PictureField again = take(store, form().field("imageId", there.id()).field("imageAlt", "La halle").field("imageAltWas", "La halle, en mai"));
        assertThat(again.own()).as("typed as the library says").isNull();
        assertThat(store.images().byId(RODEZ, there.id())).map(Image::alt).contains("La halle");
        assertThat(store.images().byId(RODEZ, picked.id())).map(Image::alt).contains("Le lavoir");
    }

    @OnBothDatabases
    void theOwnWordsOfAPictureDoNotGoOverToTheOneThatIsChosenInItsPlace(TestDatabase database) {
        Store store = store(database);
        Image there = stored(store, RODEZ, 100, "La halle");
        Image picked = stored(store, RODEZ, 120, "Le lavoir");
        PictureField taken = take(store, form()
                .field("imageId", there.id()).field("imageAlt", "La halle, en mai").field("imageAltWas", "La halle, en mai").field("imagePick", picked.id()));
        assertThat(taken).isEqualTo(new PictureField(picked.id(), false, "Le lavoir", null, null));
    }

    @OnBothDatabases
    void anUploadWithoutWordsIsRefusedAndNotLost(TestDatabase database) {
        Store store = store(database);
        PictureField refused = take(store, form().file("image", "x.jpg", "image/jpeg", Samples.jpeg(90, 80)));
        assertThat(refused.error()).isNotNull();
        assertThat(refused.error().field()).isEqualTo("imageAlt");
        PictureField taken = take(store, form().field("imageId", refused.id()).field("imageAlt", "La place"));
        assertThat(taken).isEqualTo(new PictureField(refused.id(), false, "La place", null, null));
        assertThat(store.images().byId(RODEZ, refused.id())).as("the first who describes it does so for all").map(Image::alt).contains("La place");
        assertThat(shelf(store, true).pictures(RODEZ, EDITOR, "place").items()).extracting(MediaShelf.Item::id).containsExactly(refused.id());
    }

    @OnBothDatabases
    void decorationNeedsNoWordsAndChangesNoneOfTheLibrary(TestDatabase database) {
        Store store = store(database);
        Image there = stored(store, RODEZ, 100, "La halle");
        PictureField taken = take(store, form().field("imagePick", there.id()).field("imageDecor", "true").field("imageAlt", ""));
        assertThat(taken.decorative()).isTrue();
        assertThat(taken.error()).isNull();
        assertThat(store.images().byId(RODEZ, there.id())).map(Image::alt).contains("La halle");
    }

    @OnBothDatabases
    void aPictureOfAnotherTenantIsNone(TestDatabase database) {
        Store store = store(database);
        Image theirs = stored(store, AGEN, 100, "Le pont");
        assertThat(take(store, form().field("imagePick", theirs.id())).id()).isNull();
        assertThat(shelf(store, true).pictures(RODEZ, EDITOR, "").items()).isEmpty();
    }

    @OnBothDatabases
    void documentsThatNotEverybodyMayReadAreNotOfferedAndNothingIsToAnAgentWithoutTheLibrary(TestDatabase database) {
        Store store = store(database);
        List<String> pdf = List.of("application/pdf");
        String open = store.files().store(RODEZ, "f", Samples.sent("menu.pdf", "%PDF-1.4 menu"), pdf).id();
        store.files().store(RODEZ, "news.secret", "f", Samples.sent("secret.pdf", "%PDF-1.4 secret"), pdf);
        assertThat(shelf(store, true).documents(RODEZ, EDITOR, "").items()).extracting(MediaShelf.Item::id).containsExactly(open);
        assertThat(shelf(store, false).documents(RODEZ, EDITOR, "")).isEqualTo(MediaShelf.Shelf.CLOSED);
    }

    private static MediaShelf shelf(Store store, boolean may) {
        return new OfferedMedia(store.library(), (agent, permission, tenant) -> may);
    }
}
