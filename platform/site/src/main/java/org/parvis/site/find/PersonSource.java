package org.parvis.site.find;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;
import org.parvis.site.people.People;
import org.parvis.site.people.Person;

/** People for the index. */
@Component(service = SearchSource.class)
public final class PersonSource implements SearchSource {

    private final People people;

    @Activate
    public PersonSource(@Reference People people) {
        this.people = people;
    }

    @Override
    public String kind() {
        return "person";
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        return people.all(tenant).stream().filter(person -> person.id().toString().equals(id)).findFirst().map(this::document);
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        return people.all(tenant).stream().map(this::document).toList();
    }

    private SearchDocument document(Person person) {
        return new SearchDocument(
                kind(), person.id().toString(), "/elus-et-services#" + Slug.of(person.name()), person.name(),
                person.role() + "\n" + person.detail(), null, null, null);
    }
}
