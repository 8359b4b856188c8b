package org.parvis.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.privacy.AccountRule;
import org.parvis.api.privacy.DataRequests.Erased;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData.Erasure;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.tenant.TenantId;

/**
 * Accounts that a rule deletes, and what plugins keep under them.
 *
 * <p>The account goes first, in the transaction that remembers it as leaving: nobody signs in to what is half gone. Then each tenant is asked
 * in a transaction of its own, the territory last, whose transaction forgets the account. What is interrupted between is leaving still.
 */
final class Leaving {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final TenantData territory;
    private final Erasing erasing;
    private final Instant now;
    private final List<RuntimeException> failures = new ArrayList<>();
    private long records;

    Leaving(Database database, ActivePlugins active, Instant now) {
        this.territory = database.of(TenantId.TERRITORY);
        this.erasing = new Erasing(database, active);
        this.now = now;
    }

    /** How many records went. */
    long records() {
        return records;
    }

    /** Those of accounts; each keeps none of the others from going. */
    List<RuntimeException> failures() {
        return failures;
    }

    void apply(AccountRule rule) {
        for (UUID account : interrupted(rule)) {
            attempt(rule, account);
        }
        UUID after = FIRST;
        List<UUID> due;
        do {
            due = rule.due(territory, now, after, BATCH);
            for (UUID account : due) {
                after = account;
                if (delete(rule, account)) {
                    attempt(rule, account);
                }
            }
        } while (due.size() == BATCH);
    }

    private List<UUID> interrupted(AccountRule rule) {
        return territory.list(
                "select l.account from privacy_leaving l where l.tenant_id = :tenant and l.rule_name = :rule order by l.since", row -> row.uuid("account"),
                "rule", rule.name());
    }

    private boolean delete(AccountRule rule, UUID account) {
        boolean deleted = territory.call(transaction -> {
            if (!rule.delete(transaction, account, now)) {
                return false;
            }
            transaction.execute(
                    "insert into privacy_leaving (tenant_id, account, rule_name, since) values (:tenant, :account, :rule, :now)",
                    "account", account, "rule", rule.name(), "now", now);
            Proofs.add(transaction, rule.name(), now, Erasure.erased(rule.processing(), 1));
            return true;
        });
        records += deleted ? 1 : 0;
        return deleted;
    }

    private void attempt(AccountRule rule, UUID account) {
        try {
            erase(rule, account);
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /** By the account alone: what was asked for without it (a newsletter, a file by post) has its own end. */
    private void erase(AccountRule rule, UUID account) {
        Person person = new Person(Set.of(), Set.of(), Set.of(account), Set.of());
        for (TenantId tenant : erasing.holders(person)) {
            if (!tenant.equals(TenantId.TERRITORY)) {
                count(erasing.erase(tenant, person, now, (transaction, done) -> done.forEach(one -> Proofs.add(transaction, rule.name(), now, one.erasure()))));
            }
        }
        count(erasing.erase(TenantId.TERRITORY, person, now, (transaction, done) -> {
            done.forEach(one -> Proofs.add(transaction, rule.name(), now, one.erasure()));
            transaction.execute("delete from privacy_leaving l where l.tenant_id = :tenant and l.account = :account", "account", account);
        }));
    }

    private void count(List<Erased> done) {
        records += done.stream().map(Erased::erasure).filter(one -> one.outcome() != Outcome.KEPT).mapToLong(Erasure::records).sum();
    }
}
