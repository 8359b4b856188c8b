package org.parvis.api.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * An association, a firm or another organisation that a tenant lists.
 *
 * @param tenant who lists it
 * @param rna null unless it is an association whose number is known
 * @param siren null if it has none, or it is not known
 * @param email public address, or empty
 * @param phone public number as people write it, or empty
 * @param path of its page on the tenant's site
 */
public record Organisation(
        TenantId tenant, UUID id, String name, Category category, @Nullable Rna rna, @Nullable Siren siren, String email, String phone, String path) {}
