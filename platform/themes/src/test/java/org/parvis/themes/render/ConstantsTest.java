package org.parvis.themes.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a template once and for all, and what is left to each page. */
class ConstantsTest {
    private static final Map<String, String> TEXTS = Map.of(
            "menu", "Menu", "quoted", "L'eau & <l'air>", "places", "Bonjour {0}", "lines", "a\nb", "blank", " ", "code", "${site}");

    private final Constants constants = new Constants(new Functions(Locale.FRENCH, new Messages(Locale.FRENCH, List.of(TEXTS)), path -> {
        if (path.equals("theme/none.css")) {
            throw new IllegalArgumentException("none");
        }
        return "/assets/0a/" + path;
    }), name -> name.equals("phone") ? Optional.of("<svg/>") : Optional.empty());

    @Test
    void textsAndAddressesBetweenDirectivesAreWrittenOutEscaped() {
        assertThat(constants.apply("<p>${t(\"menu\")}</p>")).isEqualTo("<p>Menu</p>");
        assertThat(constants.apply("<p title=\"${t(\"quoted\")}\">")).isEqualTo("<p title=\"L&#39;eau &amp; &lt;l&#39;air&gt;\">");
        assertThat(constants.apply("<link href=\"${asset(\"theme/style.css\")}\">")).isEqualTo("<link href=\"/assets/0a/theme/style.css\">");
        assertThat(constants.apply("<#if (a > b) && c[\"}>\"]??>${t(\"menu\")}</#if>${x}${t(\"menu\")}"))
                .isEqualTo("<#if (a > b) && c[\"}>\"]??>Menu</#if>${x}Menu");
    }

    @Test
    void iconsOfTheLibraryAreDrawn() {
        String library = "<#import \"/layout/ui.ftlh\" as ui>";
        assertThat(constants.apply(library + "<@ui.icon \"phone\"/>")).isEqualTo(library + "<svg/>");
        assertThat(constants.apply(library + "<@ui.icon \"none\"/><@ui.icon name/><@ui.icon \"phone\" \"big\"/>"))
                .isEqualTo(library + "<@ui.icon \"none\"/><@ui.icon name/><@ui.icon \"phone\" \"big\"/>");
        assertThat(constants.apply("<#import \"/layout/other.ftlh\" as ui><@ui.icon \"phone\"/>")).isEqualTo("<#import \"/layout/other.ftlh\" as ui><@ui.icon \"phone\"/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "${t(\"places\")}", "${t(\"places\", name)}", "${t(\"lines\")}", "${t(\"blank\")}", "${t(\"code\")}", "${t(\"no.such\")}", "${t(key)}", "${t(\"menu\")?upper_case}",
        "${asset(\"theme/none.css\")}", "<@ui.link label='${t(\"menu\")}'/>", "<#assign x = t(\"menu\")>", "<#-- ${t(\"menu\")} -->", "${\"${t('menu')}\"}", "${t(\"menu\"", "<@ui.x"
    })
    void allElseIsLeftToEachPage(String template) {
        assertThat(constants.apply(template)).isEqualTo(template);
    }
}
