package org.parvis.api.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Fields and files of a submitted form. */
@ProviderType
public interface Form {

    /** First value of a field, stripped, line ends as {@code \n}; the empty string if it is not there. */
    String value(String name);

    /** First value of a field, if it is there and not blank. */
    default Optional<String> text(String name) {
        String value = value(name);
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    List<String> values(String name);

    /** Whether a check box is ticked. */
    default boolean ticked(String name) {
        return !values(name).isEmpty();
    }

    /** The file of a field; empty when none was chosen. */
    Optional<Upload> file(String name);

    /** All files of a field. */
    List<Upload> files(String name);

    /** First values by field: to show a form again as it was typed. */
    Map<String, String> typed();
}
