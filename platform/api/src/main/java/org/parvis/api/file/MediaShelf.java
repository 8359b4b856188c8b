package org.parvis.api.file;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * What a form of the back office offers of the media library, newest first; the macros of {@code /layout/picker.ftlh} show it.
 *
 * <p>An agent who may not open the library of the tenant is offered nothing.
 */
@ProviderType
public interface MediaShelf {

    /** The name of a form's button that looks for something in the library, instead of saving. */
    String SEARCH = "mediaSearch";

    /** Pictures whose name, alternative text or credit holds the words; all if they are blank. */
    Shelf pictures(TenantId tenant, Agent agent, String words);

    /** Files that everybody may read, whose name holds the words; all if they are blank. */
    Shelf documents(TenantId tenant, Agent agent, String words);

    /**
     * The newest of what was found.
     *
     * @param words that were looked for, or empty
     * @param total how many there are, shown here or not
     * @param open whether the agent may open the library
     */
    record Shelf(String words, List<Item> items, long total, boolean open) {

        public static final Shelf CLOSED = new Shelf("", List.of(), 0, false);

        public Shelf {
            items = List.copyOf(items);
        }
    }

    /**
     * One picture or document.
     *
     * @param alt of a picture; may be empty
     * @param small path of a picture's smallest variant; empty for documents
     */
    record Item(String id, String title, String alt, String small) {}
}
