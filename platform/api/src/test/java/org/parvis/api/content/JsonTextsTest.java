package org.parvis.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextsTest {

    @Test
    void readsWhatJsonWrites() {
        Map<String, String> texts = Map.of("title", "« L’été » \"ici\"", "body", "<p>a\n\tb\\c</p>\u2028", "none", "");
        assertThat(JsonTexts.read(Json.of(texts))).isEqualTo(texts);
        assertThat(JsonTexts.read("{}")).isEmpty();
    }

    @Test
    void readsEveryEscapeOfTheStandard() {
        assertThat(JsonTexts.read(" { \"a\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\" } ")).isEqualTo(Map.of("a", "\"\\/\b\f\n\r\té"));
    }

    @Test
    void refusesWhatIsNoObjectOfStrings() {
        for (String wrong : new String[] {"", "[]", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\"}x", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}"}) {
            assertThatThrownBy(() -> JsonTexts.read(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
