package org.parvis.site.people;

import java.util.UUID;

/**
 * Somebody worth knowing: doctor, water board, school.
 *
 * @param version grows with each edit; 0 for a new one
 */
record UsefulContact(
        UUID id, Category category, String name, String detail, String phone, String email, String url, String address, int version) {

    /** Categories, in the order of the page. Emergency numbers are the same everywhere and come from the messages. */
    enum Category {
        HEALTH,
        SERVICES,
        EDUCATION,
        SOCIAL,
        TRANSPORT,
        OTHER
    }
}
