package org.parvis.api.route;

import java.util.List;

/**
 * What is wrong with one field of a form.
 *
 * @param field name of the field
 * @param messageKey message that says what to do; {@code {0}} ... are replaced by the arguments
 */
public record FieldError(String field, String messageKey, List<Object> arguments) {

    public FieldError {
        arguments = List.copyOf(arguments);
    }

    public static FieldError of(String field, String messageKey, Object... arguments) {
        return new FieldError(field, messageKey, List.of(arguments));
    }
}
