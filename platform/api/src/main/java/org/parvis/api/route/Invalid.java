package org.parvis.api.route;

import java.util.List;

/** 422 (or 400, 413, 415): a mistake of the user, said field by field. */
public final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    private Invalid(int status, String messageKey, List<FieldError> errors, Object... arguments) {
        super(status, messageKey, arguments);
        this.errors = errors;
    }

    /** One field is wrong. */
    public static Invalid field(String field, String messageKey, Object... arguments) {
        return of(List.of(new FieldError(field, messageKey, List.of(arguments))));
    }

    public static Invalid of(List<FieldError> errors) {
        return new Invalid(422, "problem.422", List.copyOf(errors));
    }

    /** The request as a whole: 400 malformed, 413 too large, 415 wrong type. */
    public static Invalid request(int status, String messageKey, Object... arguments) {
        return new Invalid(status, messageKey, List.of(), arguments);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
