package org.parvis.messaging.letter;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.file.PicturesInText;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Pictures in newsletters. What was sent stays as it was sent. */
@Component(service = MediaUse.class)
public final class LetterMedia implements MediaUse {

    private final Letters letters;

    @Activate
    public LetterMedia(@Reference Letters letters) {
        this.letters = letters;
    }

    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        return LetterTable.using(data, id).stream()
                .map(letter -> new Use("messaging.media.use", letter.subject(), LetterDesk.PATH + "/" + letter.id()))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
        LetterTable.using(letters.reader(tenant), id).stream()
                .filter(letter -> letter.sent() == null)
                .forEach(letter -> letters.edit(
                        tenant, agent, letter.id(), letter.version(), letter.subject(), PicturesInText.replaced(letter.body(), id, by)));
    }
}
