package org.parvis.privacy;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** Plugins of the tests that keep cards under the id of an account; those with a debt are kept for the accounts, without the account. */
final class Cards implements PersonalData {
    private final String table;
    boolean broken;

    private Cards(String table) {
        this.table = table;
    }

    static Cards library() {
        return new Cards("library_card");
    }

    static Cards pool() {
        return new Cards("pool_card");
    }

    String processing() {
        return table.replace("_card", ".cards");
    }

    void issue(Transaction transaction, UUID account, boolean debt) {
        transaction.execute(
                "insert into " + table + " (tenant_id, id, account, debt) values (:tenant, :id, :account, :debt)", "id", Ids.next(), "account", account, "debt", debt);
    }

    /** All cards, and those that still name an account. */
    static List<Long> left(Reader reader, String table) {
        return List.of(
                reader.count("select count(*) from " + table + " c where c.tenant_id = :tenant"),
                reader.count("select count(*) from " + table + " c where c.tenant_id = :tenant and c.account is not null"));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(processing(), "shop.privacy.purpose", "shop.privacy.categories", LegalBasis.CONTRACT, Period.ofYears(1)));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct c.tenant_id from " + table + " c where c.account in (:accounts)", row -> new TenantId(row.uuid("tenant_id")),
                "accounts", person.accounts());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        long cards = tenant.count("select count(*) from " + table + " c where c.tenant_id = :tenant and c.account in (:accounts)", "accounts", person.accounts());
        for (long i = 0; i < cards; i++) {
            out.record(processing(), "card", List.of());
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        int erased = transaction.execute(
                "delete from " + table + " c where c.tenant_id = :tenant and c.account in (:accounts) and c.debt = false", "accounts", person.accounts());
        int kept = transaction.execute(
                "update " + table + " c set account = null where c.tenant_id = :tenant and c.account in (:accounts)", "accounts", person.accounts());
        if (broken) {
            throw new IllegalStateException("no such luck");
        }
        return List.of(Erasure.erased(processing(), erased), Erasure.kept(processing(), kept, "shop.kept"));
    }
}
