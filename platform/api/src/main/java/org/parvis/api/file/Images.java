package org.parvis.api.file;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** Pictures of a tenant: re-encoded, without location or other metadata, in sized variants. */
@ProviderType
public interface Images {

    /**
     * Stores a picture (JPEG, PNG, WebP, GIF's first frame).
     *
     * @param alt alternative text; empty only for decoration
     * @throws org.parvis.api.route.Invalid of that field if it is no such picture, too large (bytes or pixels), or broken
     */
    Image store(TenantId tenant, String field, Upload upload, String alt);

    /** As {@link #store(TenantId, String, Upload, String)}, from bytes that the platform brings itself (imports, demonstrations). */
    Image store(TenantId tenant, String fileName, byte[] bytes, String alt);

    /**
     * As {@link #store(TenantId, String, Upload, String)}, for a picture that is shown before it is chosen: it goes by itself, a day later at
     * the soonest, unless it was {@link #keep kept}.
     */
    Image draft(TenantId tenant, String field, Upload upload, String alt);

    /**
     * Keeps a picture that was a draft; one that is kept stays kept.
     *
     * @throws org.parvis.api.route.NotFound if there is no such picture (any more)
     */
    void keep(TenantId tenant, String id);

    Optional<Image> byId(TenantId tenant, String id);

    /** Several at once, in one query; ids that do not exist are left out. */
    Map<String, Image> byIds(TenantId tenant, Collection<String> ids);

    void describe(TenantId tenant, String id, String alt);

    /** Gives another tenant the same picture, without copying its bytes; its id there. */
    String share(TenantId from, String id, TenantId to);
}
