package org.parvis.site.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Ids;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PeopleTest {

    private static Person person(UUID id, String name, String role, int position, int version) {
        return new Person(id, name, role, "", "", "", null, position, version);
    }

    @OnBothDatabases
    void theMayorComesFirst(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        Group council = site.people.council(RODEZ.id(), "Conseil municipal", EDITOR);
        site.people.save(RODEZ.id(), person(Ids.next(), "Ana Bec", "Adjointe", 20, 0), List.of(council.id()), EDITOR);
        site.people.save(RODEZ.id(), person(Ids.next(), "Zoé Cros", "Maire", 10, 0), List.of(council.id()), EDITOR);
        assertThat(site.people.heads(RODEZ.id())).extracting(PeopleView.Face::name).containsExactly("Zoé Cros", "Ana Bec");
        assertThat(site.people.heads(FakeRequestSites.AGEN.id())).isEmpty();
    }

    @OnBothDatabases
    void thePageShowsServicesInsideServices(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        Group council = site.people.council(RODEZ.id(), "Conseil municipal", EDITOR);
        UUID above = Ids.next();
        site.people.save(RODEZ.id(), new Group(above, null, Group.Kind.SERVICE, "Services techniques", "", "05 65 00 00 00", "", 10, 0), EDITOR);
        site.people.save(RODEZ.id(), new Group(Ids.next(), above, Group.Kind.SERVICE, "Espaces verts", "", "", "", 10, 0), EDITOR);
        site.people.save(RODEZ.id(), person(Ids.next(), "Zoé Cros", "Maire", 10, 0), List.of(council.id(), above), EDITOR);
        Response response = SiteFixture.call(
                new PeoplePages(site.people, site.care, site.plugins, site.themes), "GET", Scope.SITE, "/elus-et-services", FakeRequest.get("/elus-et-services"));
        String html = site.publicHtml(response, RODEZ);
        assertThat(html).containsSubsequence("Conseil municipal", "Zoé Cros", "<h2 id=\"services-techniques\">", "<h3 id=\"espaces-verts\">");
    }

    @OnBothDatabases
    void anOlderVersionDoesNotReplaceANewerOne(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = Ids.next();
        site.people.save(RODEZ.id(), person(id, "Zoé Cros", "Maire", 10, 0), List.of(), EDITOR);
        site.people.save(RODEZ.id(), person(id, "Zoé Cros", "Maire honoraire", 10, 1), List.of(), EDITOR);
        assertThatThrownBy(() -> site.people.save(RODEZ.id(), person(id, "Z. Cros", "", 10, 1), List.of(), EDITOR)).isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void theWizardTakesManyAtOnce(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        PeopleStep step = new PeopleStep(site.people, site.plugins, site.themes);
        assertThat(step.done(RODEZ.id())).isFalse();
        FakeRequest typed = FakeRequest.post("/demarrage/elus").as(EDITOR).field("name1", "Zoé Cros").field("role1", "Maire").field("name2", "Ana Bec").field("role2", "");
        Response saved = SiteFixture.call(step, "POST", Scope.DESK, "/demarrage/elus", typed);
        assertThat(saved.headers()).containsEntry("Location", "/bureau/rodez/demarrage/suite?de=elus");
        assertThat(site.people.all(RODEZ.id())).extracting(Person::name).containsExactly("Zoé Cros", "Ana Bec");
        assertThat(step.done(RODEZ.id())).isTrue();
    }

    @OnBothDatabases
    void aContactIsAddedChangedAndRemoved(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        ContactDesk desk = new ContactDesk(site.contacts);
        FakeRequest typed = FakeRequest.post("/contacts/nouveau").as(EDITOR).field("name", "Maison de santé").field("category", "HEALTH").field("phone", "05 65 11 22 33");
        assertThat(SiteFixture.call(desk, "POST", Scope.DESK, "/contacts/nouveau", typed).status()).isEqualTo(303);
        UsefulContact contact = site.contacts.all(RODEZ.id()).get(0);
        ContactPages pages = new ContactPages(site.contacts, site.care, site.plugins, site.themes);
        Response shown = SiteFixture.call(pages, "GET", Scope.SITE, "/contacts-utiles", FakeRequest.get("/contacts-utiles"));
        assertThat(site.publicHtml(shown, RODEZ)).contains("tel:+33565112233", "Maison de santé", "tel:112");
        SiteFixture.call(desk, "POST", Scope.DESK, "/contacts/{id}/supprimer", FakeRequest.post("/contacts").as(EDITOR).with("id", contact.id().toString()));
        assertThat(site.contacts.all(RODEZ.id())).isEmpty();
    }

    @OnBothDatabases
    void aPersonIsFoundByTelephoneOrAddressHandedOverAndErased(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        site.people.save(RODEZ.id(), new Person(Ids.next(), "Yvonne Yver", "Adjointe", "", "05 65 12 34 56", "", null, 1, 0), List.of(), EDITOR);
        site.people.save(RODEZ.id(), new Person(Ids.next(), "Zoé Zola", "Maire", "", "", "zoe@example.org", null, 2, 0), List.of(), EDITOR);
        PeoplePrivacy privacy = new PeoplePrivacy();
        org.parvis.api.privacy.Person yvonne = org.parvis.api.privacy.Person.of("", "+33 5 65 12 34 56");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), yvonne)).containsExactly(RODEZ.id());
        List<String> exported = new ArrayList<>();
        privacy.export(database.database().of(RODEZ.id()), yvonne, (processing, title, fields) -> exported.add(processing + " " + title));
        assertThat(exported).containsExactly("site.people Yvonne Yver");
        assertThat(database.database().of(RODEZ.id()).<List<PersonalData.Erasure>>call(transaction -> privacy.erase(transaction, yvonne, FakeRequest.NOW)))
                .containsExactly(PersonalData.Erasure.erased("site.people", 1));
        assertThat(site.people.all(RODEZ.id())).extracting(Person::name).containsExactly("Zoé Zola");
    }
}
