package org.parvis.api.tenant;

/**
 * The name of a place as people read it, with its article forms in French.
 *
 * @param name {@code Le Pin}, {@code L’Abergement-de-Varey}: always with the apostrophe of print, whichever it was made with; the official
 *     geographic code, and what is stored of it, have the straight one
 */
public record PlaceName(String name) {

    public PlaceName {
        name = name.replace('\'', '’');
    }

    /** As in the official geographic code, for exchange with other programs: {@code L'Abergement-de-Varey}. */
    public String official() {
        return name.replace('’', '\'');
    }

    /**
     * With "de": {@code du Pin}, {@code de L’Abergement-de-Varey}, {@code des Albres}, {@code d’Agen-d’Aveyron}; the kind of a grouping written
     * out unless its name says it: {@code de la communauté de communes du Réquistanais}, {@code de Rodez Agglomération}.
     */
    public String de() {
        return FrenchArticles.de(name);
    }

    /** With "à": {@code au Pin}, {@code aux Albres}, {@code à Rodez}. */
    public String a() {
        return FrenchArticles.a(name);
    }

    /** A key that sorts as a French reader expects: without article and accents, lower case. */
    public String sortKey() {
        return FrenchArticles.sortKey(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
