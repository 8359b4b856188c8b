package org.parvis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.stats.PageViews.View;

class VisitorsTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, true",
        "-, https://duckduckgo.com/, true",
        "-, https://rodez.territoire.example/mairie, false",
        "-, http://rodez.territoire.example:8080/, false",
        "-, https://rodez.territoire.example, false",
        "-, https://rodez.territoire.example.evil.example/, true",
        "-, https://agen-d-aveyron.territoire.example/, true",
        "-, rodez.territoire.example, true",
        "none, https://rodez.territoire.example/, true",
        "same-site, -, true",
        "cross-site, -, true",
        "same-origin, -, false"
    })
    void aVisitBeginsWhereNoPageOfTheSiteLed(String fetchSite, String referer, boolean arrives) {
        assertThat(Visitors.arrives(new View(Node.RODEZ, "/", Node.FIREFOX, referer, null, fetchSite, "document", null))).isEqualTo(arrives);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"fr-FR, fr", "'EN-us,en;q=0.9', en", "de, de", "'nl;q=0.8', nl", "oci, *", "*, *", "-, *", "1, *"})
    void theFirstLanguageCounts(String header, String language) {
        assertThat(Visitors.language(header)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/en, /", "/en/, /", "/enfance/creche, /enfance", "/en/actualites/1, /actualites", "/suivi/ABCD-EFGH, /suivi"})
    void noMoreThanThePartOfTheSiteIsCounted(String path, String group) {
        assertThat(Visitors.group(path)).isEqualTo(group);
    }

    @Test
    void telephonesSaySo() {
        assertThat(Visitors.isPhone(Node.IPHONE)).isTrue();
        assertThat(Visitors.isPhone(Node.FIREFOX)).isFalse();
        assertThat(Visitors.isBrowser(Node.IPHONE)).isTrue();
        assertThat(Visitors.isBrowser("Mozilla/5.0 " + "x".repeat(600))).isFalse();
    }
}
