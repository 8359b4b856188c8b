package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Invalid;

class PathsTest {

    @Property
    void whatWeEncodeWeDecodeToTheSame(@ForAll("paths") List<String> segments) {
        Paths paths = new Paths(segments);
        assertThat(Paths.parse(paths.encoded())).isEqualTo(paths);
    }

    @Property
    void noBytesMakeItThrowAnythingButARefusal(@ForAll String text) {
        try {
            Paths.parse("/" + text);
            Query.parse(text, Set.of("q"));
        } catch (Invalid e) {
            assertThat(e.status()).isBetween(400, 414);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "a", "//", "/a//b", "/%", "/%4", "/%zz", "/a%00b", "/%c3", "/%c0%af", "/%ed%a0%80", "/..", "/a/%2e%2E/b", "/.", "/a%2fb", "/a%5Cb",
        "/a\\b", "/a;jsessionid=1", "/%0d%0aSet-Cookie:x", "/a%7f", "/\u0000"
    })
    void aMalformedPathIsRefused(String path) {
        assertThatThrownBy(() -> Paths.parse(path)).isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void aPathWithoutEndIsRefused() {
        assertThatThrownBy(() -> Paths.parse("/" + "a".repeat(3000)))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(414));
    }

    @Test
    void aSlashAtTheEndMeansNothing() {
        assertThat(Paths.parse("/actualites/")).isEqualTo(Paths.parse("/actualites"));
    }

    @Test
    void onlyDeclaredParametersCountInAnyOrder() {
        Query one = Query.parse("page=2&utm_source=x&q=%C3%A9t%C3%A9+%26", Set.of("q", "page"));
        Query other = Query.parse("q=%c3%a9t%c3%a9%20%26&page=2", Set.of("q", "page"));
        assertThat(one.all("q")).containsExactly("été &");
        assertThat(one.canonical()).isEqualTo("page=2&q=%C3%A9t%C3%A9%20%26").isEqualTo(other.canonical());
    }

    @Test
    void aValueCannotPassForAnotherParameter() {
        assertThat(Query.parse("a=1%26b%3D2", Set.of("a", "b")).canonical()).isNotEqualTo(Query.parse("a=1&b=2", Set.of("a", "b")).canonical());
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.strings().withChars("aZ09éœ-._~ %&=+?#\"<>«€😀").ofMinLength(1).ofMaxLength(12)
                .filter(segment -> !segment.equals(".") && !segment.equals("..") && wellFormed(segment)).list().ofMaxSize(6);
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
