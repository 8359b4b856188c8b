package org.parvis.api.identity;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: kinds of procedures that a mandate can be given for. */
@ConsumerType
public interface MandateScopes {

    /** In the order to show. */
    List<Scope> scopes(TenantId tenant);

    /**
     * @param id letters, digits, {@code . _ : -}, at most 80
     * @param label as it was written, in no need of translation
     */
    record Scope(String id, String label) {}
}
