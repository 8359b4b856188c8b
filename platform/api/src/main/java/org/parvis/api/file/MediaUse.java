package org.parvis.api.file;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: where a plugin uses pictures and files of the media library. What is in use is not deleted, and says where.
 *
 * <p>It is asked about one picture or file at a time, for every tenant, whether or not the plugin serves it now: what an inactive plugin
 * keeps is in use too.
 */
@ConsumerType
public interface MediaUse {

    /**
     * Where a picture or file is used now; former versions do not count.
     *
     * @param data of the tenant
     * @param id of an {@link Image} or {@link Files.StoredFile}
     */
    List<Use> uses(TenantId tenant, Reader data, String id);

    /**
     * Puts another picture wherever this plugin uses one, in transactions of its own, with its audit entries and versions.
     *
     * @param agent who may edit the media library of the tenant
     */
    void replace(TenantId tenant, String id, Image by, Agent agent, Instant now);

    /**
     * Whether a file has to stay as it is, byte for byte, because it proves something: no other may be put at its address.
     *
     * @param data of the tenant
     * @param id of a {@link Files.StoredFile}
     */
    default boolean keeps(TenantId tenant, Reader data, String id) {
        return false;
    }

    /**
     * One place.
     *
     * @param kindKey message: what uses it, « Article »
     * @param title as it was written, or empty: the kind says it all
     * @param path below {@code /bureau/<slug>}, where it can be changed
     */
    record Use(String kindKey, String title, String path) {}
}
