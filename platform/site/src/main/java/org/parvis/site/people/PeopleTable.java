package org.parvis.site.people;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of people and groups. */
final class PeopleTable {

    private static final String PERSON = "p.id, p.name, p.role_title, p.detail, p.phone, p.email, p.photo, p.person_order, p.version";

    private PeopleTable() {}

    static List<Person> people(Reader reader) {
        return reader.list(
                "select " + PERSON + " from site_person p where p.tenant_id = :tenant order by p.person_order, p.name, p.id", PeopleTable::person);
    }

    /** First members of councils. */
    static List<Person> heads(Reader reader, int limit) {
        // Read for every home page: sorted here, since a sort costs Derby more than the rest of the query.
        return reader.list(
                        "select " + PERSON + " from site_person p join site_member m on m.person_id = p.id join site_group g on g.id = m.group_id"
                                + " where p.tenant_id = :tenant and m.tenant_id = :tenant and g.tenant_id = :tenant and g.kind = 'COUNCIL'",
                        PeopleTable::person)
                .stream()
                .distinct()
                .sorted(Comparator.comparingInt(Person::position).thenComparing(Person::name).thenComparing(Person::id))
                .limit(limit)
                .toList();
    }

    static List<Group> groups(Reader reader) {
        return reader.list(
                "select g.id, g.parent_id, g.kind, g.name, g.description, g.phone, g.email, g.group_order, g.version from site_group g"
                        + " where g.tenant_id = :tenant order by g.group_order, g.name, g.id",
                row -> new Group(
                        row.uuid("id"), row.uuidOrNull("parent_id"), Group.Kind.valueOf(row.string("kind")), row.string("name"),
                        row.string("description"), row.string("phone"), row.string("email"), row.integer("group_order"), row.integer("version")));
    }

    static List<Member> members(Reader reader) {
        return reader.list(
                "select m.group_id, m.person_id from site_member m where m.tenant_id = :tenant",
                row -> new Member(row.uuid("group_id"), row.uuid("person_id")));
    }

    private static Person person(Row row) {
        return new Person(
                row.uuid("id"), row.string("name"), row.string("role_title"), row.string("detail"), row.string("phone"), row.string("email"),
                row.stringOrNull("photo"), row.integer("person_order"), row.integer("version"));
    }

    static void insert(Transaction transaction, Person person) {
        transaction.execute(
                "insert into site_person (tenant_id, id, name, role_title, detail, phone, email, photo, person_order, version)"
                        + " values (:tenant, :id, :name, :role, :detail, :phone, :email, :photo, :position, :version + 1)",
                parameters(person));
    }

    static int update(Transaction transaction, Person person) {
        return transaction.execute(
                "update site_person p set name = :name, role_title = :role, detail = :detail, phone = :phone, email = :email,"
                        + " photo = :photo, person_order = :position, version = p.version + 1"
                        + " where p.tenant_id = :tenant and p.id = :id and p.version = :version",
                parameters(person));
    }

    private static Object[] parameters(Person person) {
        return new Object[] {
            "id", person.id(), "name", person.name(), "role", person.role(), "detail", person.detail(), "phone", person.phone(),
            "email", person.email(), "photo", person.photo(), "position", person.position(), "version", person.version()
        };
    }

    static void replacePhoto(Transaction transaction, String photo, String by) {
        transaction.execute(
                "update site_person p set photo = :other, version = p.version + 1 where p.tenant_id = :tenant and p.photo = :photo", "photo", photo, "other", by);
    }

    static void deletePerson(Transaction transaction, UUID id) {
        transaction.execute("delete from site_member m where m.tenant_id = :tenant and m.person_id = :id", "id", id);
        transaction.execute("delete from site_person p where p.tenant_id = :tenant and p.id = :id", "id", id);
    }

    static void insert(Transaction transaction, Group group) {
        transaction.execute(
                "insert into site_group (tenant_id, id, parent_id, kind, name, description, phone, email, group_order, version)"
                        + " values (:tenant, :id, :parent, :kind, :name, :text, :phone, :email, :position, :version + 1)",
                parameters(group));
    }

    static int update(Transaction transaction, Group group) {
        return transaction.execute(
                "update site_group g set parent_id = :parent, kind = :kind, name = :name, description = :text, phone = :phone,"
                        + " email = :email, group_order = :position, version = g.version + 1"
                        + " where g.tenant_id = :tenant and g.id = :id and g.version = :version",
                parameters(group));
    }

    private static Object[] parameters(Group group) {
        return new Object[] {
            "id", group.id(), "parent", group.parent(), "kind", group.kind().name(), "name", group.name(), "text", group.text(),
            "phone", group.phone(), "email", group.email(), "position", group.position(), "version", group.version()
        };
    }

    static void deleteGroup(Transaction transaction, UUID id) {
        transaction.execute("delete from site_member m where m.tenant_id = :tenant and m.group_id = :id", "id", id);
        transaction.execute("update site_group g set parent_id = null where g.tenant_id = :tenant and g.parent_id = :id", "id", id);
        transaction.execute("delete from site_group g where g.tenant_id = :tenant and g.id = :id", "id", id);
    }

    static void join(Transaction transaction, UUID person, List<UUID> groups) {
        transaction.execute("delete from site_member m where m.tenant_id = :tenant and m.person_id = :person", "person", person);
        for (UUID group : groups) {
            transaction.execute(
                    "insert into site_member (tenant_id, group_id, person_id) values (:tenant, :group, :person)", "group", group, "person", person);
        }
    }
}
