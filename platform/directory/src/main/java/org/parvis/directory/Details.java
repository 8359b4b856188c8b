package org.parvis.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.tenant.Coordinates;

/**
 * What an organisation says of itself; texts may be empty.
 *
 * @param rna in its canonical form, or empty
 * @param siren nine digits, or empty
 * @param contact name of a person
 * @param opening when it is open, in words
 * @param venues ids of venues of the tenant or of the territory
 * @param agreed whether the person named agreed to be named
 */
record Details(
        String name,
        Category category,
        String rna,
        String siren,
        String description,
        List<Audience> audiences,
        String contact,
        String email,
        String phone,
        String website,
        String address,
        @Nullable Coordinates coordinates,
        String opening,
        List<UUID> venues,
        boolean agreed) {

    Details {
        audiences = List.copyOf(audiences);
        venues = List.copyOf(venues);
    }

    Details at(@Nullable Coordinates other) {
        return new Details(
                name, category, rna, siren, description, audiences, contact, email, phone, website, address, other, opening, venues, agreed);
    }

    /** Without the person to reach. */
    Details withoutContact() {
        return new Details(
                name, category, rna, siren, description, audiences, "", "", "", website, address, coordinates, opening, venues, false);
    }
}
