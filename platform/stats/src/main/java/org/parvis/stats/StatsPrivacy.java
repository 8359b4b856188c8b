package org.parvis.stats;

import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Nothing of anybody is kept; that pages are counted is in the register all the same. Days are kept for 25 months, then months alone. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class StatsPrivacy implements PersonalData, PurgeRule {
    private static final String VISITS = "stats.visits";
    private static final int MONTHS = 25;

    @Override
    public String name() {
        return VISITS;
    }

    @Override
    public String processing() {
        return VISITS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return CountTable.withDaysBefore(acrossTerritory, oldest(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return CountTable.condense(transaction, oldest(now));
    }

    private static YearMonth oldest(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(MONTHS);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(VISITS, "stats.privacy.purpose", "stats.privacy.categories", LegalBasis.PUBLIC_TASK, Period.ofMonths(MONTHS))
                .of("stats.privacy.persons"));
    }
}
