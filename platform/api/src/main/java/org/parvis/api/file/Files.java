package org.parvis.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/**
 * Files of a tenant in the content-addressed store, served under {@link StoredFile#path()}: to everybody, or to those whom the
 * {@link FileGuard} of their kind lets in.
 */
@ProviderType
public interface Files {

    /**
     * Stores a file that everybody may read and whose type, detected from its content, is one of those allowed.
     *
     * @param field named in the error
     * @param allowed media types
     * @throws org.parvis.api.route.Invalid of that field if its type is not allowed or it is too large
     */
    StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed);

    /**
     * As {@link #store(TenantId, String, Upload, List)}, for a file that not everybody may read: the {@link FileGuard} of its kind decides.
     *
     * @param kind {@code <plugin>.<thing>}, at most 80 characters
     */
    StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed);

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
