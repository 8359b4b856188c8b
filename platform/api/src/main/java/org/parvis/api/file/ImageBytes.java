package org.parvis.api.file;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** The bytes of stored pictures, for documents and messages that carry them. */
@ProviderType
public interface ImageBytes {

    /**
     * A picture as JPEG or PNG.
     *
     * @param widest pixels; the largest variant that is no wider, else the smallest one
     */
    Optional<byte[]> read(TenantId tenant, String id, int widest) throws IOException;
}
