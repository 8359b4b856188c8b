package org.parvis.api.route;

import java.util.List;
import java.util.Map;

/** 422 (or 400, 413, 415): a mistake of the user, said field by field. */
public final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private Invalid(int status, String messageKey, List<FieldError> errors, Map<String, String> headers, Object... arguments) {
        super(status, messageKey, arguments);
        this.errors = errors;
        this.headers = headers;
    }

    /** One field is wrong. */
    public static Invalid field(String field, String messageKey, Object... arguments) {
        return of(List.of(new FieldError(field, messageKey, List.of(arguments))));
    }

    public static Invalid of(List<FieldError> errors) {
        return new Invalid(422, "problem.422", List.copyOf(errors), Map.of());
    }

    /** The request as a whole: 400 malformed, 413 too large, 415 wrong type. */
    public static Invalid request(int status, String messageKey, Object... arguments) {
        return new Invalid(status, messageKey, List.of(), Map.of(), arguments);
    }

    /** With headers that belong to the status: {@code WWW-Authenticate} with 401, {@code Retry-After} with 429. */
    public Invalid with(Map<String, String> more) {
        return new Invalid(status(), messageKey(), errors, Map.copyOf(more), arguments().toArray());
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
