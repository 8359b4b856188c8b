package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Contrast;
import org.parvis.api.view.Theme;

class LookFormTest {

    private static final Theme THEME = new Theme("bourg", "1.0.0", Map.of("fr", "Bourg"), Map.of(), List.of(
            new Theme.Token("color-primary", Theme.Kind.COLOR, "#5a1f3d", List.of("color-surface"), Map.of()),
            new Theme.Token("color-surface", Theme.Kind.COLOR, "#fffdfb", List.of(), Map.of()),
            new Theme.Token("font-body", Theme.Kind.FONT, "sans", List.of(), Map.of("sans", "sans-serif", "serif", "serif"))));

    private static LookForm read(Map<String, String> typed) {
        return LookForm.read(THEME, "bourg", name -> typed.getOrDefault(name, ""));
    }

    @Test
    void whatEqualsTheThemesDefaultIsLeftToTheTheme() {
        LookForm read = read(Map.of("color-primary", "#5A1F3D", "font-body", "serif"));
        assertThat(read.errors()).isEmpty();
        assertThat(read.tokens()).isEqualTo(Map.of("font-body", "serif"));
    }

    /** A select of another theme's fonts says nothing of this theme's. */
    @Test
    void whoChoosesAnotherThemeBeginsWithItsOwnValues() {
        LookForm read = LookForm.read(THEME, "causse", name -> name.equals("font-body") ? "slab" : "#ffdd00");
        assertThat(read.errors()).isEmpty();
        assertThat(read.tokens()).isEmpty();
    }

    @Test
    void anUnreadableColourIsRefusedWithTheNearestReadableOne() {
        FieldError error = read(Map.of("color-primary", "#ffdd00")).errors().get(0);
        assertThat(error.field()).isEqualTo("color-primary");
        assertThat(error.messageKey()).isEqualTo("backoffice.look.unreadable");
        String better = error.arguments().get(1).toString();
        assertThat(Contrast.readable(better, "#fffdfb")).isTrue();
        assertThat(read(Map.of("color-primary", better)).errors()).isEmpty();
    }

    @Test
    void aBackgroundThatHidesTheThemesOwnColourIsRefusedToo() {
        assertThat(read(Map.of("color-surface", "#5a1f3d")).errors()).extracting(FieldError::field).containsExactly("color-primary");
    }

    @Test
    void whatIsNoColourOrNoChoiceIsRefused() {
        assertThat(read(Map.of("color-primary", "red;} body{display:none")).errors()).extracting(FieldError::messageKey).containsExactly("backoffice.look.invalid");
        assertThat(read(Map.of("font-body", "comic")).errors()).extracting(FieldError::messageKey).containsExactly("backoffice.look.invalid");
    }

    @Test
    void logoAndHeaderPictureStay() {
        Look before = new Look("base", Map.of("color-primary", "#000000"), "logo-1", "header-1");
        Look look = read(Map.of("font-body", "serif")).on(THEME, before);
        assertThat(look).isEqualTo(new Look("bourg", Map.of("font-body", "serif"), "logo-1", "header-1"));
    }
}
