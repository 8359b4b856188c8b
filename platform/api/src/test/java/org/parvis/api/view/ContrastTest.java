package org.parvis.api.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {

    @Test
    void luminanceGoesFromBlackToWhite() {
        assertThat(Contrast.luminance("#000000")).isZero();
        assertThat(Contrast.luminance("#ffffff")).isCloseTo(1, within(1e-9));
        assertThat(Contrast.luminance("#f00")).isCloseTo(0.2126, within(1e-9));
        assertThat(Contrast.luminance("#00ff00")).isCloseTo(0.7152, within(1e-9));
        assertThat(Contrast.luminance("#00F")).isCloseTo(0.0722, within(1e-9));
    }

    /** Ratios that the W3C's techniques and well-known checkers publish. */
    @ParameterizedTest
    @CsvSource({
        "#000000, #ffffff, 21.00",
        "#767676, #ffffff, 4.54",
        "#777777, #ffffff, 4.47",
        "#ff0000, #ffffff, 3.99",
        "#0000ff, #ffffff, 8.59",
        "#00ff00, #ffffff, 1.37",
        "#808080, #000000, 5.31",
        "#949494, #ffffff, 3.03"
    })
    void ratiosAreThePublishedOnes(String one, String other, double ratio) {
        assertThat(Contrast.ratio(one, other)).isCloseTo(ratio, within(0.01));
        assertThat(Contrast.ratio(other, one)).isEqualTo(Contrast.ratio(one, other));
    }

    @Test
    void theLimitIsSharp() {
        assertThat(Contrast.readable("#767676", "#fff")).isTrue();
        assertThat(Contrast.readable("#777777", "#fff")).isFalse();
    }

    @Test
    void aReadableColourIsLeftAsItIs() {
        assertThat(Contrast.nearestReadable("#1d4e89", List.of("#ffffff"), Contrast.TEXT)).contains("#1d4e89");
    }

    @Test
    void theNearestReadableColourKeepsItsHue() {
        String found = Contrast.nearestReadable("#ffcc00", List.of("#ffffff"), Contrast.TEXT).orElseThrow();
        assertThat(Contrast.ratio(found, "#ffffff")).isBetween(4.5, 4.6);
        assertThat(found).matches("#[0-9a-f]{4}00");
        assertThat(Contrast.nearestReadable("#777777", List.of("#ffffff"), Contrast.TEXT)).contains("#767676");
    }

    @Test
    void onADarkGroundTheColourGetsLighter() {
        String found = Contrast.nearestReadable("#333333", List.of("#000000"), Contrast.TEXT).orElseThrow();
        assertThat(Contrast.luminance(found)).isGreaterThan(Contrast.luminance("#333333"));
    }

    @Test
    void someGroundsLeaveNoColour() {
        assertThat(Contrast.nearestReadable("#336699", List.of("#ffffff", "#000000"), 5)).isEmpty();
    }

    @Test
    void whatIsNoColourIsRefused() {
        assertThat(Contrast.isColor("red")).isFalse();
        assertThat(Contrast.isColor("#12345")).isFalse();
        assertThatThrownBy(() -> Contrast.luminance("url(x)")).isInstanceOf(IllegalArgumentException.class);
    }
}
