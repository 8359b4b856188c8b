package org.parvis.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaceNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "L'Abergement-de-Varey | de L'Abergement-de-Varey | à L'Abergement-de-Varey",
        "Le Pin | du Pin | au Pin",
        "Les Albres | des Albres | aux Albres",
        "La Rochelle | de La Rochelle | à La Rochelle",
        "Le Havre | du Havre | au Havre",
        "Agen-d'Aveyron | d'Agen-d'Aveyron | à Agen-d'Aveyron",
        "Rodez | de Rodez | à Rodez",
        "Écouché-les-Vallées | d'Écouché-les-Vallées | à Écouché-les-Vallées",
        "Île-de-Bréhat | d'Île-de-Bréhat | à Île-de-Bréhat",
        "Œting | d'Œting | à Œting",
        "Aux Marais | d'Aux Marais | à Aux Marais",
        "Los Masos | de Los Masos | à Los Masos",
        "Lezoux | de Lezoux | à Lezoux",
        "Lesparre-Médoc | de Lesparre-Médoc | à Lesparre-Médoc",
        "D'Huison-Longueville | de D'Huison-Longueville | à D'Huison-Longueville",
        "CC de la Dombes | de la CC de la Dombes | à la CC de la Dombes",
        "Syndicat mixte A | du Syndicat mixte A | au Syndicat mixte A",
        "3 Moulins | de 3 Moulins | à 3 Moulins",
        "O'Brien | d'O'Brien | à O'Brien",
    })
    void articles_contract_as_in_french(String name, String of, String to) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
        assertThat(new PlaceName(name).a()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Hyères | d'Hyères", "Hautmont | de Hautmont", "Haguenau | de Haguenau", "Hendaye | d'Hendaye", "Hénin-Beaumont | d'Hénin-Beaumont",
        "Ham | de Ham", "Ham-sur-Meuse | de Ham-sur-Meuse", "Hambers | d'Hambers", "Hem | de Hem", "Hœnheim | de Hœnheim", "Hœdic | d'Hœdic",
        "Huez | d'Huez", "Huahine | de Huahine", "Honfleur | de Honfleur", "Houaïlou | de Houaïlou", "Hennebont | d'Hennebont",
        "Haute-Isle | de Haute-Isle", "Hayange | de Hayange", "Hérouville-Saint-Clair | d'Hérouville-Saint-Clair", "Hôpital-Camfrout | d'Hôpital-Camfrout",
    })
    void an_h_elides_unless_it_is_aspirate(String name, String of) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Y | d'Y", "Ytrac | d'Ytrac", "Yerres | d'Yerres", "Yvetot | d'Yvetot", "Yutz | de Yutz", "Yaté | de Yaté", "Yenne | de Yenne",
    })
    void a_y_elides_before_a_consonant(String name, String of) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
    }

    @Test
    void names_sort_without_article_and_accents() {
        assertThat(Stream.of("Les Albres", "Éguilles", "La Cavalerie", "L'Hospitalet-du-Larzac", "Agen-d'Aveyron", "Œting")
                        .sorted(Comparator.comparing(name -> new PlaceName(name).sortKey())))
                .containsExactly("Agen-d'Aveyron", "Les Albres", "La Cavalerie", "Éguilles", "L'Hospitalet-du-Larzac", "Œting");
    }
}
