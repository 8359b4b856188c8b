package org.parvis.api.geo;

import org.parvis.api.tenant.Coordinates;

/**
 * A postal address of the reference file.
 *
 * @param number with its suffix ({@code 12 bis}), or empty: a whole street or hamlet
 * @param street as the commune writes it
 * @param insee official code (COG) of the commune
 * @param at the address; for a whole street, one of its addresses
 */
public record Address(String number, String street, String postalCode, String commune, String insee, Coordinates at) {

    /** On one line, as it is written on an envelope: {@code 12 bis Rue de la Paix, 12000 Rodez}. */
    public String label() {
        return (number.isEmpty() ? "" : number + " ") + street + ", " + postalCode + " " + commune;
    }
}
