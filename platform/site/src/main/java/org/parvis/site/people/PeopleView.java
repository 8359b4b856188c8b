package org.parvis.site.people;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.file.Image;
import org.parvis.site.TownHall;

/** People and groups for templates. */
public final class PeopleView {

    /** A person as shown; {@code photo} is absent from templates when null. */
    public record Face(
            String name, String role, String detail, String phone, String phoneHref, String email, @Nullable Image photo, String initials,
            String anchor) {}

    /** A group with its members and those below it. */
    public record Team(
            String name, String kind, String anchor, String text, String phone, String phoneHref, String email, List<Face> members,
            List<Team> children) {}

    private final Map<String, Image> photos;

    PeopleView(Map<String, Image> photos) {
        this.photos = photos;
    }

    static List<String> photos(List<Person> people) {
        return people.stream().map(Person::photo).filter(Objects::nonNull).toList();
    }

    List<Face> faces(List<Person> people) {
        return people.stream().map(this::face).toList();
    }

    private Face face(Person person) {
        String photo = person.photo();
        return new Face(
                person.name(), person.role(), person.detail(), person.phone(), TownHall.phoneHref(person.phone()), person.email(),
                photo == null ? null : photos.get(photo), person.initials(), Slug.of(person.name()));
    }

    /** The groups of the top level, in the order of their kinds. */
    List<Team> teams(List<Group> groups, List<Person> people, List<Member> members) {
        Set<UUID> known = groups.stream().map(Group::id).collect(Collectors.toSet());
        return groups.stream()
                .filter(group -> group.parent() == null || !known.contains(group.parent()))
                .sorted((a, b) -> a.kind() == b.kind() ? Integer.compare(a.position(), b.position()) : a.kind().compareTo(b.kind()))
                .map(group -> team(group, groups, people, members))
                .toList();
    }

    private Team team(Group group, List<Group> groups, List<Person> people, List<Member> members) {
        Set<UUID> its = members.stream().filter(member -> member.group().equals(group.id())).map(Member::person).collect(Collectors.toSet());
        return new Team(
                group.name(), group.kind().name(), Slug.of(group.name()), group.text(), group.phone(), TownHall.phoneHref(group.phone()),
                group.email(), faces(people.stream().filter(person -> its.contains(person.id())).toList()),
                groups.stream().filter(child -> group.id().equals(child.parent())).map(child -> team(child, groups, people, members)).toList());
    }
}
