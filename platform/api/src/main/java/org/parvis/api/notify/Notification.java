package org.parvis.api.notify;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Role;

/**
 * One message to one person.
 *
 * @param kind id of a {@link Kind}
 * @param values of the kind's variables, as people read them; those not given are empty
 * @param expires when it is no use any more (UTC): from then on it is not sent; or null
 * @param scope what it is about, if only agents who hold a role for that have to do with it; or null
 * @param listing what it lists, if a deputy may have to do with a part of that alone; or null
 */
public record Notification(
        String kind, Recipient to, Map<String, String> values, @Nullable Instant expires, @Nullable Scope scope, @Nullable Listing listing) {

    /**
     * Something that a role is held for (see {@link org.parvis.api.identity.RoleScopes}): a procedure.
     *
     * @param id as in {@link org.parvis.api.identity.Grant#scope}
     */
    public record Scope(Role role, String id) {}

    /** A line of a list, and what it is about. */
    public record Line(String text, Scope scope) {}

    /** Lines that are the value of a variable. */
    public record Listing(String variable, List<Line> lines) {
        public Listing {
            lines = List.copyOf(lines);
        }
    }

    public Notification {
        values = Map.copyOf(values);
    }

    /** About nothing that roles are limited to. */
    public Notification(String kind, Recipient to, Map<String, String> values, @Nullable Instant expires) {
        this(kind, to, values, expires, null, null);
    }

    /** A deputy gets it only as far as they stand in for that: as with what waits for the absent agent. */
    public Notification about(Role role, String id) {
        return new Notification(kind, to, values, expires, new Scope(role, id), listing);
    }

    /** With lines as the value of a variable. A deputy gets those for which they stand in, and no message without any. */
    public Notification listing(String variable, List<Line> lines) {
        Map<String, String> more = new HashMap<>(values);
        more.put(variable, lines.stream().map(Line::text).collect(Collectors.joining("\n")));
        return new Notification(kind, to, more, expires, scope, new Listing(variable, lines));
    }

    /** The part of it that is for who has to do with some scopes alone. */
    public Optional<Notification> asFarAs(Predicate<Scope> held) {
        if (scope != null && !held.test(scope)) {
            return Optional.empty();
        }
        if (listing == null) {
            return Optional.of(this);
        }
        List<Line> lines = listing.lines().stream().filter(line -> held.test(line.scope())).toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(listing(listing.variable(), lines));
    }

    public static Notification of(String kind, Recipient to, Map<String, String> values) {
        return new Notification(kind, to, values, null);
    }
}
