package org.parvis.identity.citizen;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.notify.AddressBook;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.GrantTable.Grant;

/** Addresses of citizens, as far as they show them to the commune that writes; their inbox takes what it says either way. */
@Component
public final class PersonAddresses implements AddressBook {
    private final TenantData territory;

    @Activate
    public PersonAddresses(@Reference Database database) {
        this.territory = database.of(TenantId.TERRITORY);
    }

    @Override
    public Map<UUID, Recipient> of(TenantId tenant, Collection<UUID> persons) {
        boolean all = tenant.equals(TenantId.TERRITORY);
        Map<UUID, Grant> grants = all || persons.isEmpty()
                ? Map.of()
                : GrantTable.of(territory, persons, tenant).stream().collect(Collectors.toMap(Grant::person, Function.identity()));
        Map<UUID, Recipient> found = new HashMap<>();
        for (Person person : persons.isEmpty() ? List.<Person>of() : PersonTable.byIds(territory, persons)) {
            Grant grant = grants.get(person.id());
            boolean email = all || grant != null && grant.email();
            boolean phone = all || grant != null && grant.phone();
            found.put(person.id(), new Recipient(email ? person.email() : null, phone ? person.phone() : null, person.id(), person.locale()));
        }
        return found;
    }
}
