package org.parvis.site.care;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Lists that are looked after as a whole. */
public enum CareList {
    CONTACTS("site.desk.contacts.title", "/contacts", "site.contacts"),
    PEOPLE("site.desk.people.title", "/elus", "site.people");

    private final String labelKey;
    private final String path;
    private final String tag;

    CareList(String labelKey, String path, String tag) {
        this.labelKey = labelKey;
        this.path = path;
        this.tag = tag;
    }

    /** The same in every tenant. */
    UUID id() {
        return UUID.nameUUIDFromBytes(("site.care." + name()).getBytes(StandardCharsets.UTF_8));
    }

    String labelKey() {
        return labelKey;
    }

    /** In the back office. */
    String path() {
        return path;
    }

    /** Of the pages that show it. */
    String tag() {
        return tag;
    }

    static Optional<CareList> of(UUID id) {
        return Stream.of(values()).filter(list -> list.id().equals(id)).findFirst();
    }
}
