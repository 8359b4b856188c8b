package org.parvis.api.desk;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.jspecify.annotations.Nullable;

/** Contribution: entries in the back office's menu. */
@ConsumerType
public interface DeskMenu {

    List<Entry> entries();

    /**
     * @param path below {@code /bureau/<slug>}
     * @param permission needed to see it, or null
     * @param icon name of an icon of the base theme
     * @param order lower comes first
     */
    record Entry(String labelKey, String path, @Nullable String permission, Group group, String icon, int order) {}

    /** Where an entry stands. */
    enum Group {
        PUBLISH,
        SERVICES,
        SITE,
        TERRITORY
    }
}
