package org.parvis.api.file;

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
}
