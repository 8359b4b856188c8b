package org.parvis.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.content.Slug;

final class PlaceNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "L'Abergement-de-Varey | de L’Abergement-de-Varey | à L’Abergement-de-Varey",
        "Le Pin | du Pin | au Pin",
        "Les Albres | des Albres | aux Albres",
        "La Rochelle | de La Rochelle | à La Rochelle",
        "Le Havre | du Havre | au Havre",
        "Agen-d'Aveyron | d’Agen-d’Aveyron | à Agen-d’Aveyron",
        "Rodez | de Rodez | à Rodez",
        "Écouché-les-Vallées | d’Écouché-les-Vallées | à Écouché-les-Vallées",
        "Île-de-Bréhat | d’Île-de-Bréhat | à Île-de-Bréhat",
        "Œting | d’Œting | à Œting",
        "Aux Marais | d’Aux Marais | à Aux Marais",
        "Los Masos | de Los Masos | à Los Masos",
        "Lezoux | de Lezoux | à Lezoux",
        "Lesparre-Médoc | de Lesparre-Médoc | à Lesparre-Médoc",
        "D'Huison-Longueville | de D’Huison-Longueville | à D’Huison-Longueville",
        "Métropole de Lyon | de la Métropole de Lyon | à la Métropole de Lyon",
        "Eurométropole de Strasbourg | de l’Eurométropole de Strasbourg | à l’Eurométropole de Strasbourg",
        "Nantes Métropole | de Nantes Métropole | à Nantes Métropole",
        "Syndicat mixte A | du Syndicat mixte A | au Syndicat mixte A",
        "3 Moulins | de 3 Moulins | à 3 Moulins",
        "O'Brien | d’O’Brien | à O’Brien",
    })
    void articles_contract_as_in_french(String name, String of, String to) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
        assertThat(new PlaceName(name).a()).isEqualTo(to);
    }

    /** The twenty groupings of Aveyron as the official list has them, and some of other kinds. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "CC Decazeville Communauté | de Decazeville Communauté | à Decazeville Communauté",
        "CC Saint Affricain, Roquefort, Sept Vallons | de la communauté de communes Saint Affricain, Roquefort, Sept Vallons"
                + " | à la communauté de communes Saint Affricain, Roquefort, Sept Vallons",
        "CC Monts, Rance et Rougier | de la communauté de communes Monts, Rance et Rougier | à la communauté de communes Monts, Rance et Rougier",
        "CC Aubrac, Carladez et Viadène | de la communauté de communes Aubrac, Carladez et Viadène"
                + " | à la communauté de communes Aubrac, Carladez et Viadène",
        "CC Grand-Figeac | de la communauté de communes Grand-Figeac | à la communauté de communes Grand-Figeac",
        "CC Comtal Lot et Truyère | de la communauté de communes Comtal Lot et Truyère | à la communauté de communes Comtal Lot et Truyère",
        "CC des Causses à l'Aubrac | de la communauté de communes des Causses à l’Aubrac | à la communauté de communes des Causses à l’Aubrac",
        "CC Pays Ségali Communauté | de Pays Ségali Communauté | à Pays Ségali Communauté",
        "CC Ouest Aveyron Communauté | d’Ouest Aveyron Communauté | à Ouest Aveyron Communauté",
        "CA Rodez Agglomération | de Rodez Agglomération | à Rodez Agglomération",
        "CC du Réquistanais | de la communauté de communes du Réquistanais | à la communauté de communes du Réquistanais",
        "CC de Millau Grands Causses | de la communauté de communes de Millau Grands Causses | à la communauté de communes de Millau Grands Causses",
        "CC du Pays Rignacois | de la communauté de communes du Pays Rignacois | à la communauté de communes du Pays Rignacois",
        "CC Conques-Marcillac | de la communauté de communes Conques-Marcillac | à la communauté de communes Conques-Marcillac",
        "CC du Pays de Salars | de la communauté de communes du Pays de Salars | à la communauté de communes du Pays de Salars",
        "CC du Plateau de Montbazens | de la communauté de communes du Plateau de Montbazens | à la communauté de communes du Plateau de Montbazens",
        "CC de Lévézou Pareloup | de la communauté de communes de Lévézou Pareloup | à la communauté de communes de Lévézou Pareloup",
        "CC Aveyron Bas Ségala Viaur | de la communauté de communes Aveyron Bas Ségala Viaur | à la communauté de communes Aveyron Bas Ségala Viaur",
        "CC Larzac et Vallées | de la communauté de communes Larzac et Vallées | à la communauté de communes Larzac et Vallées",
        "CC de la Muse et des Raspes du Tarn | de la communauté de communes de la Muse et des Raspes du Tarn"
                + " | à la communauté de communes de la Muse et des Raspes du Tarn",
        "CA du Grand Avignon | de la communauté d’agglomération du Grand Avignon | à la communauté d’agglomération du Grand Avignon",
        "CA du Pays de Saint Malo Agglomération | de la communauté d’agglomération du Pays de Saint Malo Agglomération"
                + " | à la communauté d’agglomération du Pays de Saint Malo Agglomération",
        "CU d'Arras | de la communauté urbaine d’Arras | à la communauté urbaine d’Arras",
        "CU Le Mans Métropole | du Mans Métropole | au Mans Métropole",
        "CC Isigny-Omaha Intercom | d’Isigny-Omaha Intercom | à Isigny-Omaha Intercom",
    })
    void groupings_are_named_by_their_kind_unless_they_have_a_name_of_their_own(String name, String of, String to) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
        assertThat(new PlaceName(name).a()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Hyères | d’Hyères", "Hautmont | de Hautmont", "Haguenau | de Haguenau", "Hendaye | d’Hendaye", "Hénin-Beaumont | d’Hénin-Beaumont",
        "Ham | de Ham", "Ham-sur-Meuse | de Ham-sur-Meuse", "Hambers | d’Hambers", "Hem | de Hem", "Hœnheim | de Hœnheim", "Hœdic | d’Hœdic",
        "Huez | d’Huez", "Huahine | de Huahine", "Honfleur | de Honfleur", "Houaïlou | de Houaïlou", "Hennebont | d’Hennebont",
        "Haute-Isle | de Haute-Isle", "Hayange | de Hayange", "Hérouville-Saint-Clair | d’Hérouville-Saint-Clair", "Hôpital-Camfrout | d’Hôpital-Camfrout",
    })
    void an_h_elides_unless_it_is_aspirate(String name, String of) {
        assertThat(new PlaceName(name).de()).isEqualTo(of);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Y | d’Y", "Ytrac | d’Ytrac", "Yerres | d’Yerres", "Yvetot | d’Yvetot", "Yutz | de Yutz", "Yaté | de Yaté", "Yenne | de Yenne",
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

    @Test
    void a_name_is_shown_with_the_apostrophe_of_print_and_exchanged_with_that_of_the_official_code() {
        PlaceName name = new PlaceName("L'Hospitalet-du-Larzac");
        assertThat(name.name()).isEqualTo("L’Hospitalet-du-Larzac");
        assertThat(name.official()).isEqualTo("L'Hospitalet-du-Larzac");
        assertThat(name).isEqualTo(new PlaceName("L’Hospitalet-du-Larzac"));
        assertThat(Slug.of(name.name())).isEqualTo("l-hospitalet-du-larzac");
    }
}
