package org.parvis.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;

class SettingTest {

    private static final Setting HOME = Setting.number("news.home", 2, 12, 4);
    private static final Setting DELAY = Setting.duration("booking.delay", ChronoUnit.HOURS, 1, 72, 24);

    private static void refused(Setting setting, String typed, String messageKey) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> setting.read(typed)).satisfies(invalid -> assertThat(invalid.errors())
                .extracting(FieldError::field, FieldError::messageKey)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(setting.key(), messageKey)));
    }

    @Test
    void numbersStayWithinTheirBounds() {
        assertThat(HOME.read("12")).isEqualTo("12");
        refused(HOME, "1", "form.number");
        refused(HOME, "13", "form.number");
        refused(HOME, "4,5", "form.number");
        refused(HOME, "99999999999999999999", "form.number");
        refused(HOME, "", "form.required");
    }

    @Test
    void digitsMayBeGroupedAsInFrench() {
        assertThat(Setting.number("x1.y", 0, 50_000, 0).read("10 000")).isEqualTo("10000");
        assertThat(Setting.number("x1.y", 0, 50_000, 0).read("10 000")).isEqualTo("10000");
    }

    @Test
    void durationsAreTypedInUnitsAndStoredAsIso8601() {
        assertThat(DELAY.read("48")).isEqualTo("PT48H");
        assertThat(DELAY.shown("PT48H")).isEqualTo("48");
        assertThat(DELAY.duration(Map.of("booking.delay", "PT2H"))).isEqualTo(Duration.ofHours(2));
        assertThat(DELAY.duration(Map.of())).isEqualTo(Duration.ofDays(1));
        refused(DELAY, "73", "form.number");
        refused(DELAY, "deux", "form.number");
    }

    @Test
    void eachTypeRefusesWhatItIsNot() {
        refused(Setting.choice("x1.y", "a", List.of("a", "b")), "c", "form.choice");
        refused(Setting.email("x1.y"), "a b@example.org", "form.email");
        refused(Setting.email("x1.y"), "a@example.org\nBcc:b@example.org", "form.email");
        refused(Setting.url("x1.y"), "javascript:alert(1)", "form.url");
        refused(Setting.url("x1.y"), "https://example.org/\"onclick", "form.url");
        refused(Setting.color("x1.y", "#000000"), "red;}", "form.color");
        refused(Setting.text("x1.y", 3), "quatre", "form.long");
        refused(Setting.text("x1.y", 9), "a\nb", "form.long");
        assertThat(Setting.lines("x1.y", 9).read("a\nb")).isEqualTo("a\nb");
        assertThat(Setting.color("x1.y", "#000000").read("#AABBCC")).isEqualTo("#aabbcc");
        assertThat(Setting.email("x1.y").read("")).isEmpty();
        refused(Setting.email("x1.y").mandatory(), "", "form.required");
    }

    @Test
    void anUntickedBoxIsNo() {
        assertThat(Setting.toggle("x1.y", true).read("")).isEqualTo("false");
        assertThat(Setting.toggle("x1.y", true).read("true")).isEqualTo("true");
        assertThat(Setting.toggle("x1.y", true).on(Map.of())).isTrue();
        assertThat(Setting.toggle("x1.y", true).on(Map.of("x1.y", "false"))).isFalse();
    }

    @Test
    void whatIsStoredAndNoLongerAllowedCountsAsNotChosen() {
        assertThat(HOME.number(Map.of("news.home", "40"))).isEqualTo(4);
        assertThat(HOME.number(Map.of("news.home", "lots"))).isEqualTo(4);
        assertThat(DELAY.duration(Map.of("booking.delay", "never"))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aDeclarationThatMakesNoSenseIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.number("news.home", 2, 12, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.choice("x1.y", "c", List.of("a", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.text("News Home", 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.duration("x1.y", ChronoUnit.MONTHS, 1, 2, 1));
        assertThatIllegalStateException().isThrownBy(() -> HOME.on(Map.of()));
    }
}
