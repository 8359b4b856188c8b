package org.parvis.messaging.compose;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.notify.Choices;
import org.parvis.api.notify.Kind;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Choices of persons: the territory's data, since accounts are. */
@Component(service = {Choices.class, StoredChoices.class})
public final class StoredChoices implements Choices {
    private final Database database;
    private final Plugins plugins;

    @Activate
    public StoredChoices(@Reference Database database, @Reference Plugins plugins) {
        this.database = database;
        this.plugins = plugins;
    }

    @Override
    public Set<String> optionalKinds(Whose whose) {
        return optional().filter(kind -> (kind.deputies() != null) == (whose == Whose.AGENT)).map(Kind::id).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Kind> optional() {
        return Wordings.kinds(plugins.all()).stream().filter(Kind::optional);
    }

    @Override
    public Set<String> off(UUID person) {
        return off(List.of(person)).getOrDefault(person, Set.of());
    }

    private record Off(UUID person, String kind) {}

    Map<UUID, Set<String>> off(Collection<UUID> persons) {
        Map<UUID, Set<String>> off = new HashMap<>();
        if (!persons.isEmpty()) {
            database.of(TenantId.TERRITORY)
                    .list(
                            "select c.person, c.kind from messaging_choice c where c.tenant_id = :tenant and c.person in (:persons)",
                            row -> new Off(row.uuid("person"), row.string("kind")),
                            "persons", persons)
                    .forEach(choice -> off.computeIfAbsent(choice.person(), person -> new HashSet<>()).add(choice.kind()));
        }
        return off;
    }

    @Override
    public void switchOff(UUID person, Set<String> kinds) {
        Set<String> optional = optional().map(Kind::id).collect(Collectors.toSet());
        kinds.stream().filter(kind -> !optional.contains(kind)).findFirst().ifPresent(kind -> {
            throw new IllegalArgumentException("the notification " + kind + " cannot be switched off");
        });
        database.of(TenantId.TERRITORY).write(transaction -> {
            transaction.execute("delete from messaging_choice c where c.tenant_id = :tenant and c.person = :person", "person", person);
            transaction.executeAll(
                    "insert into messaging_choice (tenant_id, person, kind) values (:tenant, :person, :kind)",
                    kinds.stream().map(kind -> new Object[] {"person", person, "kind", kind}).toList());
        });
    }
}
