package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeRichTextTest {
    private static final String PICTURE = "/images/0190aaaa-bbbb-7ccc-8ddd-0123456789ab/800.jpg";

    private final SafeRichText text = new SafeRichText();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<h1>T</h1><h2>a</h2><h5>b</h5> | <h2>T</h2><h2>a</h2><h4>b</h4>",
        "<p>a <b>b</b> <i>c</i></p> | <p>a <strong>b</strong> <em>c</em></p>",
        "<ul><li>a</li></ul><ol><li>b</li></ol> | <ul><li>a</li></ul><ol><li>b</li></ol>",
        "<p style='color:red' class=x onclick=alert(1) id=y>a</p> | <p>a</p>",
        "<p>a</p><p>&nbsp;</p><p><br></p> | <p>a</p>",
        "<a href='/page'>a</a> | <a href=\"/page\">a</a>",
        "<a href='mailto:a@b.fr'>a</a> | <a href=\"mailto:a&#64;b.fr\">a</a>",
        "<a href='https://x.fr/'>a</a> | <a href=\"https://x.fr/\" rel=\"noopener\">a</a>",
        "<a href='javascript:alert(1)'>a</a> | a",
        "<a href='data:text/html,x'>a</a> | a",
        "<blockquote>a</blockquote><hr> | <blockquote>a</blockquote><hr />"
    })
    void whatTheEditorWritesStaysAndTheRestGoes(String html, String clean) {
        assertThat(text.sanitise(html)).isEqualTo(clean);
    }

    @Test
    void tablesKeepTheirHeaders() {
        String table = "<table><caption>a</caption><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">b</td></tr></tbody></table>";
        assertThat(text.sanitise(table)).isEqualTo(table);
    }

    @Test
    void onlyPicturesOfTheSiteStay() {
        assertThat(text.sanitise("<figure><img src='" + PICTURE + "' alt='La place' width='800' onerror='alert(1)'><figcaption>a</figcaption></figure>"))
                .isEqualTo("<figure><img src=\"" + PICTURE + "\" alt=\"La place\" width=\"800\" loading=\"lazy\" /><figcaption>a</figcaption></figure>");
        assertThat(text.sanitise("<p>x<img src='https://tracker.example/x.gif'><img src='data:image/png;base64,AA'><img></p>")).isEqualTo("<p>x</p>");
        assertThat(text.sanitise("<img src='" + PICTURE + "'>")).contains("alt=\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>", "<svg onload=alert(1)>", "<iframe src=//x></iframe>", "<style>p{}</style>", "<form><input></form>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<object data=x></object>", "<base href=//x>", "<meta http-equiv=refresh>", "<template><p onclick=x></template>"
    })
    void nothingRuns(String html) {
        assertThat(text.sanitise(html)).doesNotContain("script", "onerror", "onload", "onclick", "iframe", "style", "svg", "form", "object", "base", "meta");
    }

    @Test
    void frenchSpacesAndApostrophesAreSetRight() {
        assertThat(text.sanitise("<p>L'école : « oui » ! 'x'</p>")).isEqualTo("<p>L’école\u00a0: «\u00a0oui\u00a0»\u00a0! &#39;x&#39;</p>");
    }

    @Test
    void plainTextKeepsWordsApart() {
        assertThat(text.plain("<h2>A</h2><p>b<br>c <b>d</b>e</p><ul><li>f</li><li>g &amp; h</li></ul><script>x</script>")).isEqualTo("A b c de f g & h");
    }
}
