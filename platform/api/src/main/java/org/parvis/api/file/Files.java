package org.parvis.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** Files of a tenant in the content-addressed store: attachments. Public ones are served under {@link StoredFile#path()}. */
@ProviderType
public interface Files {

    /**
     * Stores a file whose type, detected from its content, is one of those allowed.
     *
     * @param field named in the error
     * @param allowed media types
     * @throws org.parvis.api.route.Invalid of that field if its type is not allowed or it is too large
     */
    StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed);

    Optional<StoredFile> byId(TenantId tenant, String id);

    List<StoredFile> byIds(TenantId tenant, List<String> ids);

    /** Gives another tenant the same file, without copying its bytes. */
    StoredFile share(TenantId from, String id, TenantId to);

    /** The bytes. */
    InputStream open(TenantId tenant, StoredFile file) throws IOException;

    /**
     * @param path where the public downloads it on the tenant's site
     * @param type media type
     * @param size bytes
     */
    record StoredFile(String id, String fileName, String type, long size, String path, Instant stored) {}
}
