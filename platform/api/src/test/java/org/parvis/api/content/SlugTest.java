package org.parvis.api.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlugTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Agen-d'Aveyron | agen-d-aveyron",
        "L'Haÿ-les-Roses | l-hay-les-roses",
        "Œuf-en-Ternois | oeuf-en-ternois",
        "Château-Chinon (Ville) | chateau-chinon-ville",
        "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson | saint-remy-en-bouzemont-saint-genest-et-isson",
        "Hitiaa O Te Ra | hitiaa-o-te-ra",
        "  Ça  et là ! | ca-et-la",
        "CC Ardenne, Rives de Meuse | cc-ardenne-rives-de-meuse",
        "№ 5 | 5",
        "日本 | \"\"",
    })
    void names_become_plain_words_with_hyphens(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }
}
