package org.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.parvis.directory.Town.AGEN;
import static org.parvis.directory.Town.EDITOR;
import static org.parvis.directory.Town.RODEZ;
import static org.parvis.directory.Town.details;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.desk.DayItems;
import org.parvis.api.directory.Category;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class MemberTest {

    private static final String ZOE = "zoe@example.org";
    private static final String BY_TOKEN = "/associations-membre/{token}";

    private static Listing invited(Town town) {
        Listing listing = town.listed(RODEZ, "Judo club");
        town.members.invite(RODEZ, listing, ZOE, Locale.FRENCH, ListingDesk.party(EDITOR), town.now);
        return listing;
    }

    private static FakeRequest at(Town town, String token) {
        return FakeRequest.post("/associations-membre").with("token", token).at(town.now);
    }

    private static DayItems.Asked asked(Town town) {
        return new DayItems.Asked(EDITOR, Set.of(RODEZ.id(), AGEN.id()), town.now, 50);
    }

    @OnBothDatabases
    void aMemberCorrectsAnAgentAcceptsAndThePublicSeesIt(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = invited(town);
        String token = town.token(ZOE);
        assertThat(town.html(Town.call(town.memberPages, "GET", BY_TOKEN, at(town, token)))).contains("value=\"Judo club\"", ZOE);
        Details better = details("Judo club du Rouergue", Category.SPORT, "Dès six ans.");
        Response proposed = Town.call(town.memberPages, "POST", BY_TOKEN, Town.typed(at(town, token), better));
        assertThat(proposed.headers().get("Location")).endsWith("?fait=propose");
        assertThat(Listings.byId(town.listings.reader(RODEZ.id()), listing.id()).details().name()).as("nothing is public yet").isEqualTo("Judo club");
        ProposalDay day = new ProposalDay(town.proposals);
        List<DayItems.Item> waiting = day.items(asked(town));
        assertThat(waiting).extracting(DayItems.Item::title).containsExactly("Judo club");
        UUID id = UUID.fromString(waiting.get(0).id());
        town.pages.desk();
        assertThat(town.html(Town.call(town.memberDesk, "GET", "/annuaire/propositions/{id}", FakeRequest.get("/x").as(EDITOR).with("id", id.toString()))))
                .contains("Judo club du Rouergue", "Sport et loisirs", "Culture et fêtes", ZOE)
                .doesNotContain("Adresse électronique</th>");
        assertThat(day.act(new DayItems.Deed("accept", RODEZ.id(), List.of(id.toString()), EDITOR, town.now))).isEqualTo(1);
        Listing after = Listings.byId(town.listings.reader(RODEZ.id()), listing.id());
        assertThat(after.details()).isEqualTo(better);
        assertThat(after.slug()).as("its address stays").isEqualTo("judo-club");
        assertThat(day.items(asked(town))).isEmpty();
        assertThat(town.sent).extracting(Notification::kind).containsExactly("directory.invitation", "directory.decision");
        assertThat(town.audit.of(RODEZ.id(), "directory.proposal.accept")).extracting(AuditEntry::onBehalfOf).containsExactly(new AuditEntry.Party(ZOE, ZOE));
    }

    @OnBothDatabases
    void whatAnAgentChangedMeanwhileIsNotAcceptedInABatch(TestDatabase database) {
        Town town = new Town(database);
        Listing listing = invited(town);
        Members.Access access = town.members.byToken(RODEZ.id(), town.token(ZOE), town.now).orElseThrow();
        town.proposals.propose(RODEZ.id(), access, details("Proposé", Category.SPORT, ""));
        town.listings.change(RODEZ.id(), EDITOR, listing, 1, details("Changé", Category.SPORT, ""), true);
        ProposalDay day = new ProposalDay(town.proposals);
        String id = day.items(asked(town)).get(0).id();
        assertThat(day.act(new DayItems.Deed("accept", RODEZ.id(), List.of(id), EDITOR, town.now))).isZero();
        assertThat(day.act(new DayItems.Deed("accept", AGEN.id(), List.of(id), EDITOR, town.now))).as("another commune's").isZero();
        assertThat(town.proposals.accept(RODEZ.id(), EDITOR, UUID.fromString(id), false)).isTrue();
        assertThat(town.proposals.accept(RODEZ.id(), EDITOR, UUID.fromString(id), false)).as("once").isFalse();
    }

    @OnBothDatabases
    void whoIsRefusedHearsWhy(TestDatabase database) throws IOException {
        Town town = new Town(database);
        invited(town);
        Members.Access access = town.members.byToken(RODEZ.id(), town.token(ZOE), town.now).orElseThrow();
        town.proposals.propose(RODEZ.id(), access, details("Proposé", Category.SPORT, ""));
        String id = new ProposalDay(town.proposals).items(asked(town)).get(0).id();
        Town.call(town.memberDesk, "POST", "/annuaire/propositions/{id}", FakeRequest.post("/x").as(EDITOR).with("id", id)
                .field("verdict", "refuser").field("reason", "Le nom est celui des statuts."));
        Notification told = town.sent.get(town.sent.size() - 1);
        assertThat(told.values()).containsEntry("motif", "Le nom est celui des statuts.").containsEntry("decision", "Vos corrections n’ont pas été reprises.");
        assertThat(new ProposalDay(town.proposals).items(asked(town))).isEmpty();
    }

    @OnBothDatabases
    void aRefusedFormComesBackAsTyped(TestDatabase database) throws IOException {
        Town town = new Town(database);
        invited(town);
        FakeRequest typed = at(town, town.token(ZOE)).field("name", "Judo").field("category", "sport").field("siren", "732829321").field("rna", "W1")
                .field("contact", "Y. Yver").field("coordinates", "ici").field("audiences", "seniors").field("email", "pas une adresse");
        Response refused = Town.call(town.memberPages, "POST", BY_TOKEN, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(town.html(refused)).contains(
                "value=\"732829321\"", "value=\"W1\"", "value=\"ici\"", "value=\"seniors\" checked", "Demandez son accord", "la clé n’est pas la bonne", "deux nombres");
    }

    @OnBothDatabases
    void whoAsksForALinkCannotTellWhoIsAMember(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = invited(town);
        town.sent.clear();
        String pattern = "/associations/{slug}/tenir-a-jour";
        Response member = Town.call(town.memberPages, "POST", pattern, FakeRequest.post("/x").with("slug", listing.slug()).field("email", "ZOE@example.org"));
        Response stranger = Town.call(town.memberPages, "POST", pattern, FakeRequest.post("/x").with("slug", listing.slug()).field("email", "x@example.org"));
        assertThat(stranger).isEqualTo(member);
        assertThat(town.sent).extracting(one -> one.to().email()).containsExactly(ZOE);
        for (int i = 0; i < 5; i++) {
            Town.call(town.memberPages, "POST", pattern, FakeRequest.post("/x").with("slug", listing.slug()).field("email", ZOE));
        }
        assertThat(town.sent).as("with the invitation three an hour").hasSize(2);
    }

    @OnBothDatabases
    void aLinkIsGoodForItsTimeAndItsTenantAlone(TestDatabase database) {
        Town town = new Town(database);
        invited(town);
        String token = town.token(ZOE);
        assertThat(town.members.byToken(RODEZ.id(), token, town.now)).isPresent();
        assertThat(town.members.byToken(AGEN.id(), token, town.now)).isEmpty();
        assertThat(town.members.byToken(RODEZ.id(), token + "x", town.now)).isEmpty();
        assertThat(town.members.byToken(RODEZ.id(), token, town.now.plus(Duration.ofDays(30)))).isEmpty();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Town.call(town.memberPages, "GET", BY_TOKEN, at(town, "unknown")))
                .satisfies(gone -> assertThat(gone.messageKey()).isEqualTo("directory.link.gone"));
    }

    @OnBothDatabases
    void membersAreAskedOnceAYearAndAgentsAMonthLater(TestDatabase database) throws IOException {
        Town town = new Town(database);
        invited(town);
        town.listed(RODEZ, "Sans membre");
        Town.call(town.memberPages, "POST", BY_TOKEN + "/confirmer", at(town, town.token(ZOE)));
        town.sent.clear();
        town.now = Instant.parse("2027-06-14T08:00:00Z");
        town.freshness.run(town.now);
        assertThat(town.sent).isEmpty();
        assertThat(town.freshness.items(asked(town))).isEmpty();
        town.now = Instant.parse("2027-06-15T08:00:00Z");
        town.freshness.run(town.now);
        town.freshness.run(town.now.plus(Duration.ofDays(1)));
        assertThat(town.sent).as("once").extracting(Notification::kind).containsExactly("directory.reminder");
        assertThat(town.freshness.items(asked(town))).extracting(DayItems.Item::title).containsExactly("Sans membre");
        town.now = Instant.parse("2027-07-15T08:00:00Z");
        List<DayItems.Item> stale = town.freshness.items(asked(town));
        assertThat(stale).extracting(DayItems.Item::title).containsExactlyInAnyOrder("Judo club", "Sans membre");
        assertThat(stale.get(0).reasonArguments()).isEqualTo(List.of("15/06/2026"));
        List<String> ids = stale.stream().map(DayItems.Item::id).toList();
        assertThat(town.freshness.act(new DayItems.Deed("verify", RODEZ.id(), ids, EDITOR, town.now))).isEqualTo(2);
        assertThat(town.freshness.items(asked(town))).isEmpty();
        assertThat(Listings.byId(town.listings.reader(RODEZ.id()), UUID.fromString(ids.get(0))).verified()).isEqualTo(LocalDate.of(2027, 7, 15));
    }

    @OnBothDatabases
    void aMemberInvitesAnotherAndLeaves(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = invited(town);
        String token = town.token(ZOE);
        Town.call(town.memberPages, "POST", BY_TOKEN + "/inviter", at(town, token).field("member", "yvonne@example.org"));
        assertThat(town.members.of(RODEZ.id(), listing.id())).extracting(Member::email).containsExactly(ZOE, "yvonne@example.org");
        assertThat(Town.call(town.memberPages, "POST", BY_TOKEN + "/inviter", at(town, token).field("member", "a@b\nBcc: c@d")).status()).isEqualTo(422);
        assertThat(town.html(Town.call(town.memberPages, "POST", BY_TOKEN + "/quitter", at(town, token)))).contains("Votre adresse est effacée");
        assertThat(town.members.byToken(RODEZ.id(), token, town.now)).isEmpty();
        assertThat(town.members.of(RODEZ.id(), listing.id())).extracting(Member::email).containsExactly("yvonne@example.org");
    }

    @OnBothDatabases
    void anInvitationThatNobodyUsesIsForgotten(TestDatabase database) {
        Town town = new Town(database);
        Listing listing = invited(town);
        DirectoryPrivacy privacy = new DirectoryPrivacy();
        Instant later = town.now.plus(Duration.ofDays(31));
        assertThat(privacy.due(database.database().acrossTerritory("test"), town.now)).isEmpty();
        assertThat(privacy.due(database.database().acrossTerritory("test"), later)).containsExactly(RODEZ.id());
        Integer gone = database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, later));
        Integer again = database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, later));
        assertThat(gone).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(town.members.of(RODEZ.id(), listing.id())).isEmpty();
    }

    @OnBothDatabases
    void aPersonGetsTheirDataAndIsErased(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = invited(town);
        Details its = listing.details();
        town.listings.change(RODEZ.id(), EDITOR, listing, 1, new Details(
                its.name(), its.category(), "", "", "", List.of(), "Zoé Zola", "ZOE@example.org", "", "", "", null, "", List.of(), true), true);
        town.listed(AGEN, "Autre");
        DirectoryPrivacy privacy = new DirectoryPrivacy();
        Person zoe = Person.of(ZOE, "");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), zoe)).containsExactly(RODEZ.id());
        List<String> exported = new ArrayList<>();
        privacy.export(database.database().of(RODEZ.id()), zoe, (processing, title, fields) -> exported.add(processing + " " + title));
        assertThat(exported).containsExactly("directory.contact Judo club", "directory.member Judo club");
        List<PersonalData.Erasure> erased = database.database().of(RODEZ.id()).call(transaction -> privacy.erase(transaction, zoe, town.now));
        assertThat(erased).extracting(PersonalData.Erasure::records).containsExactly(1L, 1L);
        Listing after = Listings.byId(town.listings.reader(RODEZ.id()), listing.id());
        assertThat(after.details()).extracting(Details::contact, Details::email, Details::agreed).containsExactly("", "", false);
        assertThat(privacy.holders(database.database().acrossTerritory("test"), zoe)).isEmpty();
    }

    @OnBothDatabases
    void anAgentSeesMembersWithATraceAndOfTheirOwnTenantAlone(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = invited(town);
        town.pages.desk();
        assertThat(town.html(Town.call(town.desk, "GET", "/annuaire/{id}", FakeRequest.get("/x").as(EDITOR).with("id", listing.id().toString())))).contains(ZOE);
        assertThat(town.audit.of(RODEZ.id(), "directory.members.read")).hasSize(1);
        FakeRequest other = FakeRequest.get("/x").on(AGEN).as(FakeRequestSites.agent(Role.ADMIN, AGEN)).with("id", listing.id().toString());
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Town.call(town.desk, "GET", "/annuaire/{id}", other));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Town.call(town.desk, "POST", "/annuaire/{id}/supprimer", other));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Town.call(town.memberDesk, "POST", "/annuaire/{id}/membres", other));
    }
}
