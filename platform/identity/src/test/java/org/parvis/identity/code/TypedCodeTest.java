package org.parvis.identity.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TypedCodeTest {
    /** crockford.com/base32.html: 1234 is 16J; the check symbol stands for 1234 modulo 37, which is 13: D. */
    @Test
    void codes_are_written_as_crockford_says() {
        assertThat(TypedCode.encode(1234, 3)).isEqualTo("16JD");
    }

    /** Of a hundred codes thirteen or so would end in * ~ $ = or U. */
    @Test
    void a_new_code_is_of_letters_and_digits_that_can_be_dictated() {
        for (int i = 0; i < 200; i++) {
            assertThat(TypedCode.random()).matches("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}");
        }
    }

    @Test
    void a_code_is_read_however_it_is_typed_and_each_single_mistake_and_swap_is_found() {
        String code = TypedCode.encode(0x5A5A5A5A5A5A5AL & ((1L << 55) - 1), TypedCode.DIGITS);
        assertThat(TypedCode.canonical(" " + code.toLowerCase(Locale.ROOT).replaceAll("(.{3})", "$1 "))).contains(code);
        assertThat(TypedCode.canonical("0" + "0".repeat(10) + "0")).contains("0".repeat(12));
        assertThat(TypedCode.canonical("oOoO-0000-OOOO")).contains("0".repeat(12));
        for (int i = 0; i < TypedCode.DIGITS; i++) {
            char other = code.charAt(i) == 'Z' ? 'Y' : 'Z';
            assertThat(TypedCode.canonical(code.substring(0, i) + other + code.substring(i + 1))).isEmpty();
        }
        for (int i = 0; i < TypedCode.DIGITS - 1; i++) {
            if (code.charAt(i) != code.charAt(i + 1)) {
                String swapped = code.substring(0, i) + code.charAt(i + 1) + code.charAt(i) + code.substring(i + 2);
                assertThat(TypedCode.canonical(swapped)).as(swapped).isEmpty();
            }
        }
        assertThat(TypedCode.canonical("")).isEmpty();
        assertThat(TypedCode.canonical("x".repeat(10_000))).isEmpty();
    }
}
