package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;

class RouteTreeTest {
    private final RouteTree tree = new RouteTree();

    @Test
    void aLiteralComesBeforeAVariableAndThatBeforeARest() {
        add("GET", "/actualites/{rest...}");
        add("GET", "/actualites/{slug}");
        add("GET", "/actualites/flux");
        assertThat(pattern("GET", "/actualites/flux")).isEqualTo("/actualites/flux");
        assertThat(pattern("GET", "/actualites/neige")).isEqualTo("/actualites/{slug}");
        assertThat(pattern("GET", "/actualites/2026/neige")).isEqualTo("/actualites/{rest...}");
    }

    @Test
    void aDeadEndIsLeftForAVariable() {
        add("GET", "/a/b/c");
        add("GET", "/{x}/b/d");
        assertThat(pattern("GET", "/a/b/d")).isEqualTo("/{x}/b/d");
    }

    @Test
    void variablesAreGivenByName() {
        add("GET", "/images/{id}/{name...}");
        RouteTree.Match match = tree.find("GET", List.of("images", "7", "a", "é b.png")).match();
        assertThat(match).isNotNull();
        assertThat(match.variables()).isEqualTo(Map.of("id", "7", "name", "a/é b.png"));
    }

    @Test
    void theRootIsAPath() {
        add("GET", "/");
        assertThat(pattern("GET", "/")).isEqualTo("/");
    }

    @Test
    void aRestTakesAtLeastOneSegment() {
        add("GET", "/fichiers/{path...}");
        assertThat(pattern("GET", "/fichiers")).isNull();
    }

    @Test
    void anotherMethodOfTheSamePathIsNamed() {
        add("GET", "/contact");
        add("POST", "/contact");
        assertThat(tree.find("DELETE", List.of("contact"))).isEqualTo(new RouteTree.Found(null, Set.of("GET", "POST")));
        assertThat(tree.find("GET", List.of("nulle-part"))).isEqualTo(RouteTree.Found.NOTHING);
    }

    @Test
    void aMethodThatOnlyAVariableHasIsFoundBehindALiteral() {
        add("GET", "/pages/nouvelle");
        add("POST", "/pages/{id}");
        assertThat(pattern("POST", "/pages/nouvelle")).isEqualTo("/pages/{id}");
    }

    @Test
    void theFirstOfTwoEqualRoutesWins() {
        RouteTree.Entry first = entry("GET", "/a/{x}");
        RouteTree.Entry second = entry("GET", "/a/{y}");
        assertThat(tree.add(first)).isSameAs(first);
        assertThat(tree.add(second)).isSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a/", "//", "/{}", "/{a", "/x{a}", "/{a...}/b", "/{1}"})
    void aPatternThatCanMeanNothingIsRefused(String pattern) {
        assertThatThrownBy(() -> entry("GET", pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    private @Nullable String pattern(String method, String path) {
        List<String> segments = path.equals("/") ? List.of() : List.of(path.substring(1).split("/"));
        RouteTree.Match match = tree.find(method, segments).match();
        return match == null ? null : match.route().pattern();
    }

    private void add(String method, String pattern) {
        tree.add(entry(method, pattern));
    }

    private static RouteTree.Entry entry(String method, String pattern) {
        return new RouteTree.Entry(new PluginRef("test", "1"), Route.of(method, Scope.SITE, pattern, request -> Response.text("text/plain", "")));
    }
}
