package org.parvis.api.notify;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Role;

/**
 * One message to one person.
 *
 * @param kind id of a {@link Kind}
 * @param values of the kind's variables, as people read them; those not given are empty
 * @param expires when it is no use any more (UTC): from then on it is not sent; or null
 * @param scope what it is about, if only agents who hold a role for that have to do with it; or null
 */
public record Notification(String kind, Recipient to, Map<String, String> values, @Nullable Instant expires, @Nullable Scope scope) {

    /**
     * Something that a role is held for (see {@link org.parvis.api.identity.RoleScopes}): a procedure.
     *
     * @param id as in {@link org.parvis.api.identity.Grant#scope}
     */
    public record Scope(Role role, String id) {}

    public Notification {
        values = Map.copyOf(values);
    }

    /** About nothing that roles are limited to. */
    public Notification(String kind, Recipient to, Map<String, String> values, @Nullable Instant expires) {
        this(kind, to, values, expires, null);
    }

    /** A deputy gets it only as far as they stand in for that: as with what waits for the absent agent. */
    public Notification about(Role role, String id) {
        return new Notification(kind, to, values, expires, new Scope(role, id));
    }

    public static Notification of(String kind, Recipient to, Map<String, String> values) {
        return new Notification(kind, to, values, null);
    }
}
