package org.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.directory.Town.AGEN;
import static org.parvis.directory.Town.RODEZ;
import static org.parvis.directory.Town.details;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.data.Ids;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The directory for programs. */
final class DirectoryRestTest {
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("[?&]cursor=([^&>]*)");

    private static Response call(Town town, String path, FakeRequest request) throws IOException {
        return town.rest.resources().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow().handler().handle(request);
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    /** All names of a list, slice by slice. */
    private static List<String> names(Town town, String path, int limit) throws IOException {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            FakeRequest request = FakeRequest.get("/api/v1" + path).query("limit", String.valueOf(limit));
            Response answer = call(town, path, cursor == null ? request : request.query("cursor", cursor));
            NAME.matcher(body(answer)).results().forEach(found -> names.add(found.group(1)));
            Matcher next = NEXT.matcher(answer.headers().getOrDefault("Link", ""));
            cursor = next.find() ? next.group(1) : null;
        } while (cursor != null);
        return names;
    }

    private static Venue venue(TenantId owner, String name) {
        return new Venue(owner, Ids.next(), name, "", null, null, Venue.Access.UNKNOWN, "");
    }

    @OnBothDatabases
    void organisationsAreReadInSlicesByNameAndHiddenOnesNever(TestDatabase database) throws IOException {
        Town town = new Town(database);
        for (String name : List.of("Judo club", "Amicale", "Amicale", "Éveil musical", "Pétanque")) {
            town.listed(RODEZ, name);
        }
        town.listed(AGEN, "Ailleurs");
        town.listings.create(RODEZ.id(), null, details("Brouillon", Category.CULTURE, ""), false);
        assertThat(names(town, "/organisations", 2)).containsExactly("Amicale", "Amicale", "Éveil musical", "Judo club", "Pétanque");
        Response all = call(town, "/organisations", FakeRequest.get("/api/v1/organisations"));
        assertThat(all.tags()).containsExactlyInAnyOrder("directory", "directory@" + TenantId.TERRITORY);
        assertThat(body(call(town, "/organisations", FakeRequest.get("x").query("q", "judo")))).contains("Judo club").doesNotContain("Amicale");
        assertThatThrownBy(() -> call(town, "/organisations", FakeRequest.get("x").query("category", "rien"))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> call(town, "/organisations", FakeRequest.get("x").query("cursor", "YWJj"))).isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void anOrganisationTellsWhatItsPageShowsButNoPerson(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Venue hall = venue(RODEZ.id(), "Salle des fêtes");
        town.venues.save(hall, 0, null);
        Listing listing = town.listings.create(RODEZ.id(), null, new Details(
                "Judo club", Category.SPORT, "W122000457", "", "Le mardi.", List.of(Audience.ADULTS), "Camille Exemple", "judo@example.org", "05 36 49 20 01", "",
                "1 place du Bourg", new Coordinates(44.36, 2.58), "", List.of(hall.id()), true), true);
        FakeRequest request = FakeRequest.get("x").with("id", listing.id().toString());
        assertThat(body(call(town, "/organisations/{id}", request)))
                .contains("\"url\":\"https://rodez.territoire.example/associations/judo-club\"", "\"category\":\"sport\"", "\"audiences\":[{\"code\":\"adults\"}]",
                        "\"rna\":\"W122000457\"", "\"latitude\":44.36", "Salle des fêtes", "judo@example.org")
                .doesNotContain("Camille", "\"siren\"");
        assertThatThrownBy(() -> call(town, "/organisations/{id}", request.on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(town, "/organisations/{id}", FakeRequest.get("x").with("id", "42"))).isInstanceOf(NotFound.class);
        Listing hidden = town.listings.create(RODEZ.id(), null, details("Brouillon", Category.CULTURE, ""), false);
        assertThatThrownBy(() -> call(town, "/organisations/{id}", FakeRequest.get("x").with("id", hidden.id().toString()))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void venuesOfTheSiteComeBeforeThoseOfTheTerritory(TestDatabase database) throws IOException {
        Town town = new Town(database);
        for (String name : List.of("Stade", "Gymnase", "Médiathèque")) {
            town.venues.save(venue(RODEZ.id(), name), 0, null);
        }
        Venue shared = new Venue(TenantId.TERRITORY, Ids.next(), "Auditorium", "2 rue du Pont", null, 250, Venue.Access.FULL, "");
        town.venues.save(shared, 0, null);
        town.venues.save(venue(AGEN.id(), "Ailleurs"), 0, null);
        assertThat(names(town, "/venues", 2)).containsExactly("Gymnase", "Médiathèque", "Stade", "Auditorium");
        assertThat(body(call(town, "/venues/{id}", FakeRequest.get("x").with("id", shared.id().toString()))))
                .contains("\"territory\":true", "\"capacity\":250", "\"wheelchair\":\"full\"", "\"address\":\"2 rue du Pont\"");
        assertThatThrownBy(() -> call(town, "/venues", FakeRequest.get("x").query("cursor", "YWJj"))).isInstanceOf(Invalid.class);
    }
}
