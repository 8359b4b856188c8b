package org.parvis.api.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void cellsWithSeparatorsAndQuotesAreQuoted() {
        assertThat(Csv.line("a", 1, null, "b;c", "il dit \"oui\"", "deux\nlignes"))
                .isEqualTo("a;1;;\"b;c\";\"il dit \"\"oui\"\"\";\"deux\nlignes\"\r\n");
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(Csv.line("=2+3", "+33 1", "@x", "-1", -1)).isEqualTo("'=2+3;'+33 1;'@x;'-1;-1\r\n");
    }
}
