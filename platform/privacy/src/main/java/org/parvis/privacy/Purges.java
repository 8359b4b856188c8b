package org.parvis.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.AccountRule;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies every rule to every tenant each hour, and keeps the proof: what was applied when, and what went. */
@Component(service = {Job.class, Purges.class})
public final class Purges implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
    private static final int LONGEST_ERROR = 300;
    /** How long the proof itself is kept: as long as the audit log. */
    private static final int PROOF_YEARS = 3;

    private final Database database;
    private final Plugins plugins;

    @Activate
    public Purges(@Reference Database database, @Reference Plugins plugins) {
        this.database = database;
        this.plugins = plugins;
    }

    /**
     * A day on which a rule was applied.
     *
     * @param records how many went, over all tenants
     * @param error what it last failed with that day, or null
     */
    record Day(LocalDate day, String rule, int runs, long records, Instant lastRun, @Nullable String error) {}

    @Override
    public String name() {
        return "privacy.purge";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        run(now, Progress.NONE);
    }

    /** Rules of plugins that no tenant has activated any more still hold for the data that they left. */
    @Override
    public void run(Instant now, Progress progress) {
        RuntimeException failure = Holding.<Optional<RuntimeException>>newest(plugins, active -> applyAll(active, now, progress)).orElse(null);
        forget(now);
        if (failure != null) {
            throw failure;
        }
    }

    /** @return the first failure */
    private Optional<RuntimeException> applyAll(ActivePlugins active, Instant now, Progress progress) {
        List<RuntimeException> failures = new ArrayList<>();
        List<PurgeRule> rules = active.of(PurgeRule.class);
        List<AccountRule> accounts = active.of(AccountRule.class);
        int all = rules.size() + accounts.size();
        for (int i = 0; i < rules.size(); i++) {
            progress.at(i, all);
            apply(rules.get(i), now).ifPresent(failures::add);
        }
        for (int i = 0; i < accounts.size(); i++) {
            progress.at(rules.size() + i, all);
            apply(accounts.get(i), active, now).ifPresent(failures::add);
        }
        progress.at(all, all);
        return failures.stream().findFirst();
    }

    private Optional<RuntimeException> apply(AccountRule rule, ActivePlugins active, Instant now) {
        Leaving leaving = new Leaving(database, active, now);
        List<RuntimeException> failures = leaving.failures();
        try {
            leaving.apply(rule);
        } catch (RuntimeException e) {
            failures.add(e);
        }
        failures.forEach(e -> LOG.debug("rule {} failed", rule.name(), e));
        Optional<RuntimeException> first = failures.stream().findFirst();
        proof(rule.name(), now, leaving.records(), first.orElse(null));
        return first;
    }

    /** One rule that fails keeps none of the others from being applied. */
    private Optional<RuntimeException> apply(PurgeRule rule, Instant now) {
        long records = 0;
        RuntimeException failure = null;
        try {
            for (TenantId tenant : rule.due(database.acrossTerritory("purge " + rule.name()), now)) {
                records += apply(rule, tenant, now);
            }
        } catch (RuntimeException e) {
            LOG.debug("rule {} failed", rule.name(), e);
            failure = e;
        }
        proof(rule.name(), now, records, failure);
        return Optional.ofNullable(failure);
    }

    private long apply(PurgeRule rule, TenantId tenant, Instant now) {
        long all = 0;
        int some;
        do {
            some = database.of(tenant).call(transaction -> {
                PurgeRule.Purged purged = rule.apply(transaction, now);
                if (purged.records() > 0) {
                    Proofs.insert(transaction, rule.name(), now, purged.records());
                    purged.archives().forEach(archive -> Proofs.archived(transaction, rule.name(), now, archive));
                }
                return purged.records();
            });
            all += some;
        } while (some > 0);
        return all;
    }

    private void proof(String rule, Instant now, long records, @Nullable RuntimeException failure) {
        String error = failure == null ? null : failure.toString();
        Object[] parameters = {
            "day", LocalDate.ofInstant(now, ZoneOffset.UTC), "rule", rule, "records", records, "now", now,
            "error", error == null ? null : error.substring(0, Math.min(LONGEST_ERROR, error.length()))
        };
        database.of(TenantId.TERRITORY).write(transaction -> {
            int known = transaction.execute(
                    "update privacy_rule_day d set runs = d.runs + 1, records = d.records + :records, last_run = :now, error = :error"
                            + " where d.tenant_id = :tenant and d.purge_day = :day and d.rule_name = :rule",
                    parameters);
            if (known == 0) {
                transaction.execute(
                        "insert into privacy_rule_day (tenant_id, purge_day, rule_name, runs, records, last_run, error)"
                                + " values (:tenant, :day, :rule, 1, :records, :now, :error)",
                        parameters);
            }
        });
    }

    private void forget(Instant now) {
        Instant old = now.atOffset(ZoneOffset.UTC).minusYears(PROOF_YEARS).toInstant();
        database.of(TenantId.TERRITORY).write(transaction -> transaction.execute(
                "delete from privacy_rule_day d where d.tenant_id = :tenant and d.last_run < :old", "old", old));
        List<TenantId> tenants = database.acrossTerritory("purge: old proofs")
                .list("select distinct p.tenant_id from privacy_purged p where p.happened < :old", row -> new TenantId(row.uuid("tenant_id")), "old", old);
        tenants.forEach(tenant -> database.of(tenant).write(transaction -> transaction.execute(
                "delete from privacy_purged p where p.tenant_id = :tenant and p.happened < :old", "old", old)));
    }

    /** The last days of all rules, newest first. */
    List<Day> days(int limit) {
        return database.of(TenantId.TERRITORY).list(
                "select d.purge_day, d.rule_name, d.runs, d.records, d.last_run, d.error from privacy_rule_day d where d.tenant_id = :tenant"
                        + " order by d.purge_day desc, d.rule_name fetch first :limit rows only",
                row -> new Day(
                        row.date("purge_day"), row.string("rule_name"), row.integer("runs"), row.longValue("records"), row.instant("last_run"),
                        row.stringOrNull("error")),
                "limit", limit);
    }

    /** What became of what was over its time in a tenant, newest first. */
    List<Proofs.Gone> gone(TenantId tenant, int limit) {
        return Proofs.list(database.of(tenant), limit);
    }
}
