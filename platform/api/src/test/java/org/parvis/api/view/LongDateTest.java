package org.parvis.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LongDateTest {

    /** Lexique des règles typographiques en usage à l’Imprimerie nationale, « dates »: the first alone is an ordinal. */
    @Test
    void theFirstOfAMonthIsAnOrdinalInFrench() {
        assertThat(LongDate.of(LocalDate.of(2027, 1, 1), Locale.FRENCH)).isEqualTo("1er janvier 2027");
        assertThat(LongDate.of(LocalDate.of(2027, 1, 11), Locale.FRANCE)).isEqualTo("11 janvier 2027");
        assertThat(LongDate.of(LocalDate.of(2027, 1, 1), Locale.ENGLISH)).isEqualTo("1 January 2027");
    }
}
