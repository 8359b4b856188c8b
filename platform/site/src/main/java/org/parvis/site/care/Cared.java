package org.parvis.site.care;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * Something that somebody looks after.
 *
 * @param list whether it is one of {@link CareList}, and no page
 * @param title of pages; empty for lists
 * @param owner the agent who looks after it; whoever changed it last when nobody was chosen; null: all who may
 * @param chosen whether the owner was chosen
 * @param verified when somebody last made sure that it is right, or null
 * @param since the day from which the interval counts; null: it was never verified, and is due
 * @param months interval of its own, or null: that of the tenant
 * @param reminded the due day for which the owner was reminded, or null
 */
record Cared(
        TenantId tenant, UUID id, boolean list, String title, @Nullable UUID owner, boolean chosen, @Nullable LocalDate verified,
        @Nullable LocalDate since, @Nullable Integer months, @Nullable LocalDate reminded) {

    /** The day on which it is to be verified. */
    LocalDate due(int usual) {
        Integer own = months;
        LocalDate from = since;
        return from == null ? LocalDate.EPOCH : from.plusMonths(own == null ? usual : own);
    }
}
