package org.parvis.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.gateway.token.Tokens;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

final class ApiPagesTest {
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);
    /** The civil day of {@link FakeRequest#NOW}. */
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private static final Shape THING = Shape.of("Thing", Shape.Member.of("name", Shape.Type.TEXT).upTo(5));

    /** Resources of a plugin. */
    private static final class Things implements Resources {
        @Override
        public List<Resource> resources() {
            return List.of(
                    Resource.list("/things", "x", THING, request -> Slice.of(request).answer(request, List.of(Map.of("name", "un")), "1 2").tagged("things")),
                    Resource.get("/things/{id}", "x", THING, request -> Slice.one(Map.of("name", request.variable("id"))).tagged("things")),
                    Resource.get("/secrets", "x", THING, request -> Slice.one(Map.of("name", request.signedIn().name())).tagged("never")).scope("things.read"),
                    Resource.post("/things", "x", "things.write", THING, THING,
                            request -> Slice.one(Map.of("name", request.form().value("name"), "by", request.signedIn().name())).status(201)));
        }
    }

    private static Response call(ApiPages pages, FakeRequest request) throws IOException {
        String path = request.path().substring("/api/v1/".length());
        return pages.routes().stream().filter(route -> route.method().equals(request.method())).findFirst().orElseThrow().handler().handle(request.with("path", path));
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    private static int status(ApiPages pages, FakeRequest request) {
        return catchThrowableOfType(Invalid.class, () -> call(pages, request)).status();
    }

    private record World(Tokens tokens, ApiPages pages) {
        static World of(TestDatabase database) {
            Tokens tokens = new Tokens(database.database(), new RecordingAudit());
            return new World(tokens, new ApiPages(FakePlugins.of("things", new Things()), tokens));
        }

        String token(String... scopes) {
            return tokens.issue(FakeRequestSites.RODEZ.id(), ADMIN, "Logiciel", Set.of(scopes), TODAY, TODAY.plusDays(30)).text();
        }
    }

    private static FakeRequest with(String token, FakeRequest request) {
        return request.header("Authorization", "Bearer " + token);
    }

    @OnBothDatabases
    void whatIsPublicNeedsNoTokenIsKeptAndSaysWhereTheListGoesOn(TestDatabase database) throws IOException {
        Response answer = call(World.of(database).pages(), FakeRequest.get("/api/v1/things").query("limit", "1"));
        assertThat(body(answer)).isEqualTo("{\"items\":[{\"name\":\"un\"}]}");
        assertThat(answer.tags()).containsExactly("things");
        // "1 2" in base64url is MSAy.
        assertThat(answer.headers()).containsEntry("Link", "</api/v1/things?limit=1&cursor=MSAy>; rel=\"next\"").containsEntry("Access-Control-Allow-Origin", "*");
    }

    @OnBothDatabases
    void pathsMethodsAndParametersThatAreNotThereAreRefused(TestDatabase database) {
        ApiPages pages = World.of(database).pages();
        assertThatThrownBy(() -> call(pages, FakeRequest.get("/api/v1/nothing"))).isInstanceOf(NotFound.class);
        assertThat(status(pages, FakeRequest.get("/api/v1/things").query("colour", "red"))).isEqualTo(400);
        Invalid method = catchThrowableOfType(Invalid.class, () -> call(pages, FakeRequest.post("/api/v1/secrets")));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.headers()).containsEntry("Allow", "GET");
        assertThat(status(pages, FakeRequest.get("/api/v1/things").query("limit", "101"))).isEqualTo(422);
        assertThat(status(pages, FakeRequest.get("/api/v1/things").query("cursor", "é"))).isEqualTo(422);
    }

    @OnBothDatabases
    void aTokenOpensWhatItsScopeAllowsOnItsOwnSiteUntilItsLastDay(TestDatabase database) throws IOException {
        World world = World.of(database);
        String token = world.token("things.read");
        Response answer = call(world.pages(), with(token, FakeRequest.get("/api/v1/secrets")));
        assertThat(body(answer)).isEqualTo("{\"name\":\"Logiciel\"}");
        assertThat(answer.tags()).isEmpty();
        assertThat(answer.headers()).containsEntry("RateLimit-Policy", "\"token\";q=120;w=60").containsEntry("RateLimit", "\"token\";r=119;t=60")
                .doesNotContainKey("Access-Control-Allow-Origin");
        Response same = call(world.pages(), with(token, FakeRequest.get("/api/v1/secrets")).header("If-None-Match", answer.headers().get("ETag")));
        assertThat(same.status()).isEqualTo(304);

        assertThat(status(world.pages(), with(token, FakeRequest.get("/api/v1/secrets")).on(FakeRequestSites.AGEN))).isEqualTo(401);
        FakeRequest lastDay = FakeRequest.get("/api/v1/secrets").at(FakeRequest.NOW.plusSeconds(30L * 86_400));
        assertThat(call(world.pages(), with(token, lastDay)).status()).isEqualTo(200);
        assertThat(status(world.pages(), with(token, FakeRequest.get("/api/v1/secrets").at(FakeRequest.NOW.plusSeconds(31L * 86_400))))).isEqualTo(401);
    }

    @OnBothDatabases
    void withoutTokenOrScopeNothingIsOpenedWhateverTheCookies(TestDatabase database) {
        World world = World.of(database);
        Invalid none = catchThrowableOfType(Invalid.class, () -> call(world.pages(), FakeRequest.get("/api/v1/secrets").cookie("session", "x")));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThatThrownBy(() -> call(world.pages(), with(world.token("things.write"), FakeRequest.get("/api/v1/secrets"))))
                .isInstanceOf(Forbidden.class).hasMessage("gateway.problem.scope");
    }

    @OnBothDatabases
    void whatIsSentIsCheckedBeforeTheHandlerSeesIt(TestDatabase database) throws IOException {
        World world = World.of(database);
        String token = world.token("things.write");
        FakeRequest good = FakeRequest.post("/api/v1/things").header("Content-Type", "application/json; charset=utf-8").body("{\"name\":\"Été\"}");
        assertThat(body(call(world.pages(), with(token, good)))).contains("\"name\":\"Été\"", "\"by\":\"Logiciel\"");

        FakeRequest bad = FakeRequest.post("/api/v1/things").header("Content-Type", "application/json").body("{\"name\":\"too long\",\"colour\":1}");
        Invalid refused = catchThrowableOfType(Invalid.class, () -> call(world.pages(), with(token, bad)));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("name", "colour");
        FakeRequest missing = FakeRequest.post("/api/v1/things").header("Content-Type", "application/json").body("{}");
        assertThat(status(world.pages(), with(token, missing))).isEqualTo(422);
        for (String body : List.of("[1]", "{\"name\":\"a\"", "{\"name\":\"a\"} x", "")) {
            FakeRequest malformed = FakeRequest.post("/api/v1/things").header("Content-Type", "application/json").body(body);
            assertThat(status(world.pages(), with(token, malformed))).as(body).isEqualTo(400);
        }
        assertThat(status(world.pages(), with(token, FakeRequest.post("/api/v1/things").body("name=a")))).isEqualTo(415);
    }

    @Test
    void anObjectOfAnyMembersComesAsItsJson() throws IOException {
        Shape shape = Shape.of("Open", Shape.Member.of("answers", Shape.Type.JSON).upTo(40), Shape.Member.of("name", Shape.Type.TEXT));
        Form form = JsonForm.read(new ByteArrayInputStream("{\"answers\": {\"a\": [1, {\"b\": \"é\"}]}, \"name\": \"x\"}".getBytes(StandardCharsets.UTF_8)), shape);
        assertThat(form.value("answers")).isEqualTo("{\"a\":[1,{\"b\":\"é\"}]}");
        assertThat(form.value("name")).isEqualTo("x");
        for (String wrong : List.of("[1]", "\"a\"", "{\"a\": \"" + "x".repeat(40) + "\"}")) {
            String sent = "{\"name\": \"x\", \"answers\": " + wrong + "}";
            Invalid refused = catchThrowableOfType(Invalid.class, () -> JsonForm.read(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)), shape));
            assertThat(refused.errors()).as(wrong).extracting(FieldError::field).containsExactly("answers");
        }
    }

    @OnBothDatabases
    void whoGuessesTokensIsSlowedDown(TestDatabase database) throws IOException {
        World world = World.of(database);
        String token = world.token("things.read");
        for (int i = 0; i < 10; i++) {
            assertThat(status(world.pages(), with("parvis_aaaaaaaa_" + i, FakeRequest.get("/api/v1/secrets")))).isEqualTo(401);
        }
        Invalid tooMany = catchThrowableOfType(Invalid.class, () -> call(world.pages(), with(token, FakeRequest.get("/api/v1/secrets"))));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers()).containsEntry("Retry-After", "60");
        assertThat(call(world.pages(), with(token, FakeRequest.get("/api/v1/secrets").at(FakeRequest.NOW.plusSeconds(60)))).status()).isEqualTo(200);
    }

    @OnBothDatabases
    void moreThan120RequestsAMinuteAreRefused(TestDatabase database) throws IOException {
        World world = World.of(database);
        for (int i = 0; i < 120; i++) {
            call(world.pages(), FakeRequest.get("/api/v1/things/1"));
        }
        assertThat(status(world.pages(), FakeRequest.get("/api/v1/things/1"))).isEqualTo(429);
    }

    @OnBothDatabases
    void ofATokenOnlyADigestIsKept(TestDatabase database) {
        String token = World.of(database).token("things.read");
        List<String> kept = database.database().acrossTerritory("test")
                .list("select t.prefix, t.digest from gateway_token t", row -> row.string("prefix") + " " + row.string("digest"));
        assertThat(kept).hasSize(1);
        assertThat(token).hasSize("parvis_".length() + 8 + 1 + 43).startsWith("parvis_" + kept.get(0).substring(0, 8));
        assertThat(kept.get(0)).doesNotContain(token.substring(16)).matches("[a-z0-9]{8} [0-9a-f]{64}");
    }

    @OnBothDatabases
    void theRequestOfAHandlerHasNoCookieAndNoSecretHeader(TestDatabase database) {
        Request request = new ProgramRequest(FakeRequest.get("/api/v1/things").cookie("session", "x").header("Authorization", "Bearer x"), Map.of(), null, null);
        assertThat(request.cookie("session")).isEmpty();
        assertThat(request.header("authorization")).isEmpty();
        assertThat(request.agent()).isEmpty();
    }
}
