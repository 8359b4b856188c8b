package org.parvis.news;

import java.util.UUID;
import org.parvis.api.tenant.TenantId;

/**
 * Where a syndicated article came from.
 *
 * @param name of the tenant that offered it
 * @param ownWording an agent here changed the text: later versions of the source leave it alone
 */
public record Origin(TenantId tenant, UUID article, String name, boolean ownWording) {}
