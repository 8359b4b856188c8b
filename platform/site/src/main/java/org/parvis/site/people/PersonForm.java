package org.parvis.site.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.site.Desk;

/** A person as an agent typed it, with the groups that were ticked; the photo is dealt with apart. */
record PersonForm(Person person, List<UUID> groups, List<FieldError> errors) {

    private static final int ORDER = 10;

    static PersonForm read(Form form, @Nullable Person before, List<Group> known) {
        Fields fields = new Fields(form);
        Person person = new Person(
                before == null ? Ids.next() : before.id(), fields.required("name", 150), fields.text("role", 150), fields.text("detail", 800),
                fields.phone("phone"), fields.email("email"), before == null ? null : before.photo(), position(form, fields),
                Desk.version(form.value("version")));
        List<UUID> groups = form.values("group").stream()
                .map(Desk::parse)
                .flatMap(Optional::stream)
                .filter(id -> known.stream().anyMatch(group -> group.id().equals(id)))
                .toList();
        return new PersonForm(person, groups, fields.errors());
    }

    private static int position(Form form, Fields fields) {
        String typed = form.value("position");
        if (typed.isEmpty()) {
            return ORDER;
        }
        if (!typed.matches("\\d{1,4}")) {
            fields.wrong("position", "site.desk.people.position.wrong");
            return ORDER;
        }
        return Integer.parseInt(typed);
    }

    PersonForm withPhoto(@Nullable String photo) {
        Person changed = new Person(
                person.id(), person.name(), person.role(), person.detail(), person.phone(), person.email(), photo, person.position(), person.version());
        return new PersonForm(changed, groups, errors);
    }
}
