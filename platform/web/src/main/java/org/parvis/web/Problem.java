package org.parvis.web;

import java.util.List;
import java.util.Map;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Refusal;

/**
 * What went wrong, ready to be told.
 *
 * @param messageKey key of a message for people, with its arguments
 * @param errors field by field
 * @param headers that belong to the status, {@code Allow} with 405
 */
record Problem(int status, String messageKey, List<Object> arguments, List<FieldError> errors, Map<String, String> headers) {

    static Problem of(int status) {
        return of(status, Map.of());
    }

    static Problem of(int status, Map<String, String> headers) {
        return new Problem(status, "problem." + status, List.of(), List.of(), headers);
    }

    static Problem of(Refusal refusal) {
        List<FieldError> errors = refusal instanceof Invalid invalid ? invalid.errors() : List.of();
        Map<String, String> headers = refusal instanceof Invalid invalid ? invalid.headers()
                : refusal.status() == 503 ? Map.of("Retry-After", "30") : Map.of();
        return new Problem(refusal.status(), refusal.messageKey(), refusal.arguments(), errors, headers);
    }

    /** Key of the title; statuses that have no page of their own share the general ones. */
    String titleKey() {
        return "problem." + status + ".title";
    }
}
