package org.parvis.files.library;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.tenant.TenantId;

/** Offers the first page of the library to forms. */
@Component
public final class OfferedMedia implements MediaShelf {

    private final MediaLibrary library;
    private final Permissions permissions;

    @Activate
    public OfferedMedia(@Reference MediaLibrary library, @Reference Permissions permissions) {
        this.library = library;
        this.permissions = permissions;
    }

    @Override
    public Shelf pictures(TenantId tenant, Agent agent, String words) {
        return shelf(tenant, agent, new MediaSearch(MediaKind.IMAGE, words, false, "recent", 1, true));
    }

    @Override
    public Shelf documents(TenantId tenant, Agent agent, String words) {
        return shelf(tenant, agent, new MediaSearch(MediaKind.DOCUMENT, words, false, "recent", 1, true));
    }

    private Shelf shelf(TenantId tenant, Agent agent, MediaSearch wanted) {
        if (!permissions.may(agent, LibraryDesk.READ, tenant)) {
            return Shelf.CLOSED;
        }
        MediaTable.Found found = library.find(tenant, wanted);
        List<Item> items = found.items().stream()
                .map(item -> new Item(item.id().toString(), item.title(), item.alt(), item.small()))
                .toList();
        return new Shelf(wanted.words(), items, found.total(), true);
    }
}
