package org.parvis.api.file;

import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.route.Request;

/** Contribution: who may read the attachments of a kind. Attachments whose kind nobody guards are served to nobody. */
@ConsumerType
public interface FileAccess {

    /** {@code <plugin>.<thing>}. */
    String kind();

    /**
     * Whether whoever asks may read it; asked at each download.
     *
     * @param request on the tenant's site (nobody signed in: a follow-up code in a cookie, say) or in its back office (an agent with
     *     some role in the tenant)
     */
    boolean mayRead(Request request, Attachment attachment);

    /**
     * Whether a visitor may send files for a thing, ahead of the form that will name them; asked with each request of such an upload, and with
     * that of the form.
     *
     * @param subject of the attachments to come: whose upload it is
     */
    default boolean mayAttach(Request request, UUID subject) {
        return false;
    }
}
