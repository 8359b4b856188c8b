package org.parvis.site.people;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/** People, services and commissions of each tenant. */
@Component(service = People.class)
public final class People {

    /** Tag of all pages that show people. */
    public static final String TAG = "site.people";

    private static final int HEADS = 3;

    private final Database database;
    private final Images images;
    private final Audit audit;

    @Activate
    public People(@Reference Database database, @Reference Images images, @Reference Audit audit) {
        this.database = database;
        this.images = images;
        this.audit = audit;
    }

    /** The mayor and those next in order, at most three, for the home page. */
    public List<PeopleView.Face> heads(TenantId tenant) {
        List<Person> heads = PeopleTable.heads(database.of(tenant), HEADS);
        return new PeopleView(photos(tenant, heads)).faces(heads);
    }

    public List<Person> all(TenantId tenant) {
        return PeopleTable.people(database.of(tenant));
    }

    public List<Group> groups(TenantId tenant) {
        return PeopleTable.groups(database.of(tenant));
    }

    public List<Member> members(TenantId tenant) {
        return PeopleTable.members(database.of(tenant));
    }

    Map<String, Image> photos(TenantId tenant, List<Person> people) {
        List<String> ids = PeopleView.photos(people);
        return ids.isEmpty() ? Map.of() : images.byIds(tenant, ids);
    }

    /**
     * Adds a person (version 0) or replaces the one with that id and version, with the groups that the person belongs to.
     *
     * @throws Conflict if another has changed it since
     */
    public void save(TenantId tenant, Person person, List<UUID> groups, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            if (person.version() == 0) {
                PeopleTable.insert(transaction, person);
            } else if (PeopleTable.update(transaction, person) == 0) {
                throw new Conflict("site.conflict");
            }
            PeopleTable.join(transaction, person.id(), groups);
            audit.record(transaction, agent, "site.person", person.id().toString(), "");
            transaction.touch(TAG, "person:" + person.id());
        });
    }

    /** Puts one photograph in place of another. */
    void replacePhoto(TenantId tenant, String photo, String by, Agent agent) {
        database.of(tenant).write(transaction -> {
            List<Person> shown = PeopleTable.people(transaction).stream().filter(person -> photo.equals(person.photo())).toList();
            PeopleTable.replacePhoto(transaction, photo, by);
            for (Person person : shown) {
                audit.record(transaction, agent, "site.person", person.id().toString(), "");
                transaction.touch(TAG, "person:" + person.id());
            }
        });
    }

    void remove(TenantId tenant, UUID person, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            PeopleTable.deletePerson(transaction, person);
            audit.record(transaction, agent, "site.person.remove", person.toString(), "");
            transaction.touch(TAG, "person:" + person);
        });
    }

    /**
     * Adds a group (version 0) or replaces the one with that id and version.
     *
     * @throws Conflict if another has changed it since
     */
    public void save(TenantId tenant, Group group, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            if (group.version() == 0) {
                PeopleTable.insert(transaction, group);
            } else if (PeopleTable.update(transaction, group) == 0) {
                throw new Conflict("site.conflict");
            }
            audit.record(transaction, agent, "site.group", group.id().toString(), "");
            transaction.touch(TAG);
        });
    }

    void removeGroup(TenantId tenant, UUID group, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            PeopleTable.deleteGroup(transaction, group);
            audit.record(transaction, agent, "site.group.remove", group.toString(), "");
            transaction.touch(TAG);
        });
    }

    /** The council, made when there is none yet. */
    public Group council(TenantId tenant, String name, @Nullable Agent agent) {
        return groups(tenant).stream().filter(group -> group.kind() == Group.Kind.COUNCIL).findFirst().orElseGet(() -> {
            Group council = new Group(Ids.next(), null, Group.Kind.COUNCIL, name, "", "", "", 0, 0);
            save(tenant, council, agent);
            return council;
        });
    }
}
