package org.parvis.acts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfTexts;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

/** Reads the text of each posted document, for the search; after the commit, since it may take seconds. */
@Component
public final class ActTexts implements WorkConsumer {
    private final Acts acts;
    private final ActFiles files;
    private final PdfTexts texts;

    @Activate
    public ActTexts(@Reference Acts acts, @Reference ActFiles files, @Reference PdfTexts texts) {
        this.acts = acts;
        this.files = files;
        this.texts = texts;
    }

    @Override
    public String queue() {
        return Acts.TEXT_QUEUE;
    }

    /** @param payload id of the act and number of the issue */
    @Override
    public void work(TenantId tenant, String payload) {
        int colon = payload.indexOf(':');
        UUID act = UUID.fromString(payload.substring(0, colon));
        Optional<Issue> found = IssueTable.byNumber(acts.reader(tenant), act, Integer.parseInt(payload.substring(colon + 1)));
        if (found.isEmpty() || found.get().reading() == Issue.Reading.TEXT) {
            return;
        }
        Issue issue = found.get();
        if (!files.intact(tenant, issue)) {
            acts.read(tenant, issue, Issue.Reading.ALTERED, 0, "");
            return;
        }
        try (InputStream in = files.open(tenant, issue)) {
            PdfText text = texts.read(in, PdfTexts.Limits.DEFAULT);
            acts.read(tenant, issue, Issue.Reading.valueOf(text.state().name()), text.pages(), text.text());
        } catch (NotFound gone) {
            acts.read(tenant, issue, Issue.Reading.ALTERED, 0, "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
