package org.parvis.api.tenant;

import org.osgi.annotation.versioning.ProviderType;

/** Absolute addresses, as visitors type them: scheme and port as the operator configured them. */
@ProviderType
public interface PublicUrls {

    /** Absolute URL of a path (starting with {@code /}) on a site's canonical host. */
    String of(Site site, String path);

    /** Absolute URL of a path of the back office for a tenant: {@code path} is relative to {@code /bureau/<slug>}. */
    String desk(Site site, String path);
}
