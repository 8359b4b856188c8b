package org.parvis.acts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The national nomenclature of matters of @CTES, in its two levels; French, as the prefecture has it. */
public final class Matters {
    private static final String[][] ALL = {
        {"Commande publique", "Marchés publics", "Délégations de service public", "Conventions de mandat", "Autres types de contrats", "Transactions, protocole d’accord transactionnel", "Actes relatifs à la maîtrise d’œuvre", "Actes spéciaux et divers"},
        {"Urbanisme", "Documents d’urbanisme", "Actes relatifs au droit d’occupation ou d’utilisation des sols", "Droit de préemption urbain"},
        {"Domaine et patrimoine", "Acquisitions", "Aliénations", "Locations", "Limites territoriales", "Autres actes de gestion du domaine public", "Autres actes de gestion du domaine privé"},
        {"Fonction publique", "Personnel titulaires et stagiaires de la F.P.T.", "Personnel contractuel", "Fonction publique hospitalière", "Autres catégories de personnels", "Régime indemnitaire"},
        {"Institutions et vie politique", "Élection exécutif", "Fonctionnement des assemblées", "Désignation de représentants", "Délégation de fonctions", "Délégation de signature", "Exercice des mandats locaux", "Intercommunalité", "Décision d’ester en justice"},
        {"Libertés publiques et pouvoirs de police", "Police municipale", "Pouvoirs du président du conseil départemental", "Pouvoirs du président du conseil régional", "Autres actes réglementaires", "Actes pris au nom de l’État et soumis au contrôle hiérarchique"},
        {"Finances locales", "Décisions budgétaires", "Fiscalité", "Emprunts", "Interventions économiques", "Subventions", "Contributions budgétaires", "Avances", "Fonds de concours", "Prise de participation", "Divers"},
        {"Domaines de compétences par thèmes", "Enseignement", "Aide sociale", "Voirie", "Aménagement du territoire", "Politique de la ville, habitat, logement", "Emploi, formation professionnelle", "Transports", "Environnement", "Culture"},
        {"Autres domaines de compétences", "Autres domaines de compétences des communes", "Autres domaines de compétences des départements", "Autres domaines de compétences des régions", "Vœux et motions"},
    };

    private static final Map<String, Matter> BY_CODE = all();

    private Matters() {}

    /**
     * A matter of the second level.
     *
     * @param code {@code 7.10}
     */
    public record Matter(String code, String area, String name) {

        /** As the schema SCDL writes it: lower case, no comma, both levels parted by a stroke. */
        String scdl() {
            return plain(area) + "/" + plain(name);
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.FRENCH).replace(",", "").replace("(", "").replace(")", "").replace('’', '\'');
        }
    }

    /** In the order of the nomenclature. */
    static List<Matter> list() {
        return new ArrayList<>(BY_CODE.values());
    }

    static Optional<Matter> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static Map<String, Matter> all() {
        Map<String, Matter> all = new LinkedHashMap<>();
        for (int area = 0; area < ALL.length; area++) {
            for (int matter = 1; matter < ALL[area].length; matter++) {
                String code = (area + 1) + "." + matter;
                all.put(code, new Matter(code, ALL[area][0], ALL[area][matter]));
            }
        }
        return Collections.unmodifiableMap(all);
    }
}
