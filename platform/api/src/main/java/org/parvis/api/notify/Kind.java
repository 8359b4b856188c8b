package org.parvis.api.notify;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of notification.
 *
 * <p>Its wording is in the plugin's messages: {@code <id>.subject}, {@code <id>.text} (paragraphs apart by an empty line) and, for SMS,
 * {@code <id>.sms}; its name is {@code <id>.label}. Variables stand in it as {@code [name]}; a line all of whose variables are empty
 * is left out. A theme replaces messages as it replaces any other; a tenant writes its own wording in the back office.
 *
 * @param id {@code <plugin>.<what>}
 * @param variables names that the wording may use: lower-case letters, digits and hyphens; {@code commune} is always there, and so
 *     are {@code de-commune} ({@code d’Agen-d’Aveyron}) and {@code a-commune} ({@code au Cayrol})
 * @param channels those that it goes through, as far as the recipient has an address for them; what goes to the inbox goes to the person's devices too
 * @param optional whether a person may switch it off
 * @param urgent whether it is sent at night too; others wait for the end of the tenant's quiet hours
 * @param deputies permission with which a deputy gets it too while the agent to whom it goes is absent, as far as the deputy stands in
 *     ({@link Notification#about}); null: no deputy gets it
 */
public record Kind(String id, List<String> variables, Set<Channel> channels, boolean optional, boolean urgent, @Nullable String deputies) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{1,30}(\\.[a-z0-9-]{1,40}){1,3}");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** @throws IllegalArgumentException if the id or a variable is malformed, or there is no channel */
    public Kind {
        variables = List.copyOf(variables);
        channels = Set.copyOf(channels);
        if (!ID.matcher(id).matches() || channels.isEmpty()) {
            throw new IllegalArgumentException("no kind of notification: " + id);
        }
        variables.stream().filter(name -> !VARIABLE.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no name of a variable: " + name);
        });
    }

    /** For the recipient alone. */
    public Kind(String id, List<String> variables, Set<Channel> channels, boolean optional, boolean urgent) {
        this(id, variables, channels, optional, urgent, null);
    }

    /** Follows absent agents to their deputies, as far as those have that permission in the tenant. */
    public Kind forDeputies(String permission) {
        return new Kind(id, variables, channels, optional, urgent, permission);
    }

    /** An e-mail that is sent at once and cannot be switched off: an answer to what the person just did. */
    public static Kind answer(String id, String... variables) {
        return new Kind(id, List.of(variables), Set.of(Channel.EMAIL), false, true);
    }
}
