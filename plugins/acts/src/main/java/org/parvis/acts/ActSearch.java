package org.parvis.acts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;

/** Acts in the search, with the text of their documents; scheduled ones are indexed at once and found from their date on. */
@Component
public final class ActSearch implements SearchSource {
    private final Acts acts;

    @Activate
    public ActSearch(@Reference Acts acts) {
        this.acts = acts;
    }

    @Override
    public String kind() {
        return Acts.TAG;
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        Reader reader = acts.reader(tenant);
        return ActTable.byId(reader, UUID.fromString(id)).filter(act -> act.state() == State.PUBLISHED).map(act -> document(reader, act));
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        Reader reader = acts.reader(tenant);
        return ActTable.publishable(reader).stream().map(act -> document(reader, act)).toList();
    }

    private SearchDocument document(Reader reader, Act act) {
        Act.Content content = act.content();
        String matter = Matters.of(content.matter()).map(Matters.Matter::name).orElse("");
        String text = content.number() + "\n" + matter + "\n" + content.signatory() + "\n" + IssueTable.text(reader, act.id());
        return new SearchDocument(kind(), act.id().toString(), act.path(), content.title(), text, act.publishAt(), act.publishAt(), null);
    }
}
