package org.parvis.api.settings;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.Site;

/**
 * Contribution: settings of a plugin that agents choose in the back office.
 *
 * <p>The platform makes the form, checks what is typed, stores it and writes the audit log; the plugin declares the settings and reads
 * them with {@link Setting#value}. The form is in the menu under the name of its title.
 */
@ConsumerType
public interface SettingsForm {

    /** What the form is. */
    Page page();

    /** The settings, in the order to show; the same whoever asks. */
    List<Setting> settings();

    /** Whether a setting means anything for that site: one that does not is not asked. A form without settings is not in the menu. */
    default boolean asked(Site site, Setting setting) {
        return true;
    }

    /** Tags that these settings change besides {@code settings}; of another tenant as in {@link org.parvis.api.data.Transaction#touch}. */
    default List<String> tags() {
        return List.of();
    }

    /**
     * What is wrong with settings that are right one by one.
     *
     * @param values of all that were asked, by key, in the stored form
     */
    default List<FieldError> check(Site site, Map<String, String> values) {
        return List.of();
    }

    /**
     * A form.
     *
     * @param name segment of its address; the plugin's id unless it has several
     * @param titleKey message
     * @param permission needed to see and to change the settings
     * @param order among the entries of the menu, lower comes first
     */
    record Page(String name, String titleKey, String permission, int order) {}
}
