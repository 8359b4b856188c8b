package org.parvis.api.file;

import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.route.Request;

/**
 * Contribution: who may read the files of a kind, which are public only as long as what they belong to is.
 *
 * <p>It is asked for every tenant, whether or not the plugin serves it now: a draft stays one. Files of a kind that nobody guards are served
 * to nobody.
 */
@ConsumerType
public interface FileGuard {

    /** {@code <plugin>.<thing>}, as given to {@link Files#store(org.parvis.api.tenant.TenantId, String, String, org.parvis.api.route.Upload, java.util.List)}. */
    String kind();

    /**
     * Whether whoever asks may read a file of this kind now; asked at each download.
     *
     * @param request on the tenant's site (the public) or in its back office (an agent with some role in the tenant)
     */
    boolean mayRead(Request request, StoredFile file);

    /**
     * Whether this kind guards a file that was stored without a kind: one of the media library, or of a former version.
     *
     * @param data of the tenant
     */
    default boolean owns(Reader data, StoredFile file) {
        return false;
    }
}
