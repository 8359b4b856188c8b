package org.parvis.api.search;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: one kind of documents.
 *
 * <p>When a transaction touches the tag {@code <kind>:<id>} the platform asks for that document again and replaces or removes it.
 */
@ConsumerType
public interface SearchSource {

    /** The tag's prefix: {@code news}. */
    String kind();

    /** A public document, or empty if there is none (any more). */
    Optional<SearchDocument> document(TenantId tenant, String id);

    /** All public documents of a tenant: for a rebuild. */
    List<SearchDocument> documents(TenantId tenant);
}
