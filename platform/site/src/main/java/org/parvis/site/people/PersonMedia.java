package org.parvis.site.people;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Photographs of people. */
@Component(service = MediaUse.class)
public final class PersonMedia implements MediaUse {

    private final People people;

    @Activate
    public PersonMedia(@Reference People people) {
        this.people = people;
    }

    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        return PeopleTable.people(data).stream()
                .filter(person -> id.equals(person.photo()))
                .map(person -> new Use("site.media.person", person.name(), "/elus/" + person.id()))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
        people.replacePhoto(tenant, id, by.id(), agent);
    }
}
