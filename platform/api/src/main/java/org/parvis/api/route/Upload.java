package org.parvis.api.route;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** An uploaded file, spooled to disk until the response is sent. */
@ProviderType
public interface Upload {

    /** The client's name for it, without folders or control characters; never used as a path. */
    String fileName();

    /** What the client says that it is; never trusted. */
    String declaredType();

    /** Bytes. */
    long size();

    /** Opens it; may be called again. */
    InputStream open() throws IOException;
}
