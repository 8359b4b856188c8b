package org.parvis.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parvis.api.content.Json;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;

final class OpenApiTest {
    private static final Shape PART = Shape.of("Part", Member.of("day", Type.DAY));
    private static final Shape THING = Shape.of("Thing", Member.of("name", Type.TEXT).upTo(5), Member.list("parts", PART).optional());

    private static final Map<String, Object> DOCUMENT = new OpenApi((key, arguments) -> "[" + key + "]").document("Title", "https://rodez.example/api/v1", List.of(
            Resource.list("/things", "list", THING, request -> Slice.one(Map.of())).reads("year", Type.INTEGER, "year"),
            Resource.get("/things/{id}", "one", THING, request -> Slice.one(Map.of())),
            Resource.post("/things", "make", "things.write", THING, THING, request -> Slice.one(Map.of())),
            Resource.get("/things/{id}/picture", "picture", Shape.BYTES, request -> Slice.one(Map.of()))));

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(String... path) {
        Map<String, Object> here = DOCUMENT;
        for (String name : path) {
            assertThat(here).containsKey(name);
            here = (Map<String, Object>) here.get(name);
        }
        return here;
    }

    @Test
    void hasWhatOpenApiRequires() {
        assertThat(DOCUMENT).containsEntry("openapi", "3.1.0").containsKeys("info", "paths");
        assertThat(at("info")).containsKeys("title", "version");
        assertThat(at("paths").keySet()).containsExactly("/things", "/things/{id}", "/things/{id}/picture");
        assertThat(at("paths", "/things").keySet()).containsExactly("get", "post");
        assertThat(at("paths", "/things", "get", "responses").keySet()).containsExactly("200", "default");
        assertThat(at("paths", "/things", "post", "responses").keySet()).containsExactly("201", "default");
    }

    @Test
    void whatIsNoJsonIsOfWhateverTypeTheAnswerSays() {
        assertThat(at("paths", "/things/{id}/picture", "get", "responses", "200")).containsEntry("content", Map.of("*/*", Map.of()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Pattern.compile("\"\\$ref\":\"#/components/([a-z]+)/([A-Za-z]+)\"").matcher(Json.of(DOCUMENT)).results()
                .forEach(found -> assertThat(at("components", found.group(1))).containsKey(found.group(2)));
        assertThat(at("components", "schemas").keySet()).containsExactly("Part", "Problem", "Thing");
    }

    @Test
    void saysWhichScopeIsNeededAndWhichMembersAreAlwaysThere() {
        assertThat(at("paths", "/things", "post").get("security")).isEqualTo(List.of(Map.of("token", List.of("things.write"))));
        assertThat(at("paths", "/things", "get")).doesNotContainKey("security");
        assertThat(at("components", "securitySchemes", "token")).containsEntry("type", "http").containsEntry("scheme", "bearer");
        assertThat(at("components", "schemas", "Thing").get("required")).isEqualTo(List.of("name"));
        assertThat(at("components", "schemas", "Thing", "properties", "name")).containsEntry("maxLength", 5);
        assertThat(Json.of(at("paths", "/things/{id}", "get").get("parameters")))
                .isEqualTo("[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}]");
    }
}
