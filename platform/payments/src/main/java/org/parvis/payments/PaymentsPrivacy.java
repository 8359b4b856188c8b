package org.parvis.payments;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Euros;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Who was asked to pay, and paid. What was paid is kept as accounts are; what was not goes much sooner. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class PaymentsPrivacy implements PersonalData, PurgeRule {
    private static final String PAYMENTS = "payments.payment";
    /** As accounts are kept (Code de commerce, L123-22); a municipality may be asked for its vouchers as long. */
    private static final Period PAID = Period.ofYears(10);
    /** Claims of municipalities go after four years (CGCT, L1617-5, 3°). */
    private static final Period CLAIMED = Period.ofYears(4);
    private static final Period NOT_PAID = Period.ofYears(1);
    private static final String THEIRS = "(lower(p.email) in (:emails) or p.account_id in (:accounts))";
    private static final int BATCH = 500;
    private static final String OVER = "(p.state = 'PAID' and p.changed_at < :paid or p.state in ('DUE', 'PENDING') and p.changed_at < :claimed"
            + " or p.state in ('CANCELLED', 'EXPIRED') and p.changed_at < :notpaid)";

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(PAYMENTS, "payments.privacy.purpose", "payments.privacy.categories", LegalBasis.LEGAL_OBLIGATION, PAID)
                .sharedWith("payments.privacy.recipients"));
    }

    @Override
    public String name() {
        return PAYMENTS;
    }

    @Override
    public String processing() {
        return PAYMENTS;
    }

    private static Instant before(Instant now, Period period) {
        return now.atZone(ZoneOffset.UTC).minus(period).toInstant();
    }

    private static Object[] moments(Instant now) {
        return new Object[] {"paid", before(now, PAID), "claimed", before(now, CLAIMED), "notpaid", before(now, NOT_PAID)};
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct p.tenant_id from payments_payment p where " + OVER, row -> new TenantId(row.uuid("tenant_id")), moments(now));
    }

    /** With receipts, refunds and attempts. What has receipts was paid once, even if they were taken back: it is kept as long as they are. */
    @Override
    public int purge(Transaction transaction, Instant now) {
        List<UUID> ids = transaction.list(
                "select p.id from payments_payment p where p.tenant_id = :tenant and " + OVER + " and not exists (select r.id from payments_receipt r"
                        + " where r.tenant_id = :tenant and r.payment_id = p.id and r.taken_at >= :paid)"
                        + " and not exists (select b.id from payments_refund b where b.tenant_id = :tenant and b.payment_id = p.id and b.recorded_at >= :paid) fetch first " + BATCH + " rows only",
                row -> row.uuid("id"), moments(now));
        transaction.execute("delete from payments_attempt a where a.tenant_id = :tenant and a.payment_id in (:ids)", "ids", ids);
        transaction.execute("delete from payments_refund b where b.tenant_id = :tenant and b.payment_id in (:ids)", "ids", ids);
        transaction.execute("delete from payments_receipt r where r.tenant_id = :tenant and r.payment_id in (:ids)", "ids", ids);
        return transaction.execute("delete from payments_payment p where p.tenant_id = :tenant and p.id in (:ids)", "ids", ids);
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        Set<TenantId> holders = new LinkedHashSet<>();
        acrossTerritory.list("select distinct p.tenant_id from payments_payment p where " + THEIRS, row -> holders.add(new TenantId(row.uuid("tenant_id"))),
                "emails", person.emails(), "accounts", person.accounts());
        return holders;
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> fields : tenant.list(
                "select p.reference, p.subject, p.cents, p.payer, p.email, p.state, p.means, p.asked_at, p.changed_at,"
                        + " coalesce((select sum(b.cents) from payments_refund b where b.tenant_id = :tenant and b.payment_id = p.id and b.cancelled_at is null), 0)"
                        + " as refunded from payments_payment p where p.tenant_id = :tenant and " + THEIRS,
                PaymentsPrivacy::fields, "emails", person.emails(), "accounts", person.accounts())) {
            out.record(PAYMENTS, String.valueOf(fields.get(0).value()), fields);
        }
    }

    private static List<Export.Field> fields(Row row) {
        String email = row.stringOrNull("email");
        String means = row.stringOrNull("means");
        return List.of(
                new Export.Field("reference", "payments.reference", row.string("reference")),
                new Export.Field("object", "payments.object", row.string("subject")),
                new Export.Field("amount", "payments.amount", Euros.text(row.longValue("cents"), Locale.FRENCH)),
                new Export.Field("refunded", "payments.refund.title", Euros.text(row.longValue("refunded"), Locale.FRENCH)),
                new Export.Field("payer", "payments.payer", row.string("payer")),
                new Export.Field("email", "payments.email", email == null ? "" : email),
                new Export.Field("state", "payments.state", row.string("state")),
                new Export.Field("means", "payments.means", means == null ? "" : means),
                new Export.Field("asked", "payments.asked", row.instant("asked_at")),
                new Export.Field("changed", "payments.changed", row.instant("changed_at")));
    }

    /** Kept until their time is over, and tied to no account any more. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from payments_payment p where p.tenant_id = :tenant and " + THEIRS, "emails", person.emails(), "accounts", person.accounts());
        transaction.execute(
                "update payments_payment p set account_id = null where p.tenant_id = :tenant and p.account_id in (:accounts)", "accounts", person.accounts());
        return kept == 0 ? List.of() : List.of(Erasure.kept(PAYMENTS, kept, "payments.privacy.kept"));
    }
}
