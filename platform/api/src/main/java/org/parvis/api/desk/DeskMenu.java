package org.parvis.api.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.Reach;

/** Contribution: entries in the back office's menu. */
@ConsumerType
public interface DeskMenu {

    List<Entry> entries();

    /**
     * @param path below {@code /bureau/<slug>}
     * @param permission needed to see it, or null
     * @param icon name of an icon of the base theme
     * @param order lower comes first
     * @param reach in whose back office it is
     */
    record Entry(String labelKey, String path, @Nullable String permission, Group group, String icon, int order, Reach reach) {

        /** In every back office, or in that of the territory if that is its heading. */
        public Entry(String labelKey, String path, @Nullable String permission, Group group, String icon, int order) {
            this(labelKey, path, permission, group, icon, order, group == Group.TERRITORY ? Reach.TERRITORY : Reach.ALL);
        }

        public Entry in(Reach other) {
            return new Entry(labelKey, path, permission, group, icon, order, other);
        }
    }

    /** Under which heading an entry stands, in the order of the menu. */
    enum Group {
        /** For operators alone, on the territory. */
        TERRITORY,
        /** What is written and read: articles, acts, pages, files. */
        PUBLISH,
        /** What is known of the place: hours, people, contacts, associations, halls. */
        TOWN,
        /** Requests and people at the counter. */
        SERVICES,
        /** Letters, subscribers, what was sent. */
        MESSAGES,
        /** What asks to be looked at again: old texts, opinions, faults. */
        QUALITY,
        /** The public site as a whole: look, address, services. */
        SITE,
        /** Forms of settings, one for each service. */
        SETTINGS,
        /** Who works here, what was done, what is kept. */
        OVERSIGHT
    }
}
