package org.parvis.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082", "1111111109, 07081804", "1111111111, 14050471", "1234567890, 89005924", "2000000000, 69279037", "20000000000, 65353130"
    })
    void codes_are_those_of_appendix_b_of_rfc_6238(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void keys_are_written_as_in_chapter_10_of_rfc_4648(String text, String base32) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }

    @Test
    void a_code_is_taken_one_step_early_or_late_and_not_two() {
        // The last six digits of the vector of 59 s, which is in step 1.
        assertThat(Totp.match(SECRET, "287082", Instant.ofEpochSecond(59), 0)).hasValue(1);
        assertThat(Totp.match(SECRET, "287082", Instant.ofEpochSecond(89), 0)).hasValue(1);
        assertThat(Totp.match(SECRET, "287082", Instant.ofEpochSecond(90), 0)).isEmpty();
        assertThat(Totp.match(SECRET, "287082", Instant.ofEpochSecond(29), 0)).hasValue(1);
        assertThat(Totp.match(SECRET, "287082", Instant.ofEpochSecond(59), 1)).isEmpty();
    }
}
