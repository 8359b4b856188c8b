package org.parvis.api.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Valid numbers are those of public bodies and of the examples in INSEE's documentation. */
class NumbersTest {

    @Test
    void aSirenHasTheKeyOfLuhn() {
        // By hand for 732 829 320: doubled every second from the right, 7+6+2+16-9+2+18-9+3+4+0 = 40.
        assertThat(Siren.parse("732 829 320")).contains(new Siren("732829320"));
        assertThat(Siren.parse("211202023")).map(Siren::toString).contains("211 202 023");
        assertThat(Siren.parse("732 829 321")).isEmpty();
        assertThat(Siren.parse("723829320")).as("two digits exchanged").isEmpty();
        assertThat(Siren.parse("73282932")).isEmpty();
        assertThat(Siren.parse("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Siren("732829321"));
    }

    @Test
    void aSiretBeginsWithItsSiren() {
        assertThat(Siren.parse("732 829 320 00074")).contains(new Siren("732829320"));
    }

    @Test
    void anRnaIsWAndNineCharacters() {
        assertThat(Rna.parse("w122 000 456")).contains(new Rna("W122000456"));
        assertThat(Rna.parse("W2A1000123")).as("Corsica").contains(new Rna("W2A1000123"));
        assertThat(Rna.parse("W9R1000123")).as("overseas").contains(new Rna("W9R1000123"));
        assertThat(Rna.parse("W12200045")).isEmpty();
        assertThat(Rna.parse("X122000456")).isEmpty();
    }
}
