package org.parvis.directory;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** People in the directory: those whom an organisation names, with their consent, and those who act for one. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class DirectoryPrivacy implements PersonalData, PurgeRule {

    private static final String CONTACT = "directory.contact";
    private static final String MEMBER = "directory.member";
    private static final String NAMED = " where (o.email <> '' or o.phone <> '' or o.contact <> '')";

    @Override
    public List<Processing> processings() {
        return List.of(
                new Processing(CONTACT, "directory.privacy.contact.purpose", "directory.privacy.contact.categories", LegalBasis.CONSENT, Period.ofMonths(1))
                        .of("directory.privacy.contact.persons")
                        .sharedWith("directory.privacy.contact.recipients"),
                new Processing(MEMBER, "directory.privacy.member.purpose", "directory.privacy.member.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30))
                        .of("directory.privacy.member.persons"));
    }

    @Override
    public String name() {
        return MEMBER;
    }

    @Override
    public String processing() {
        return MEMBER;
    }

    /** An invitation that nobody used, and links that are over. */
    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct l.tenant_id from directory_link l where l.expires <= :now union select distinct m.tenant_id from directory_member m"
                        + " where m.proven_at is null and m.invited_at < :before",
                row -> new TenantId(row.uuid("tenant_id")), "now", now, "before", now.minus(Members.INVITATION));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return MemberTable.purge(transaction, now, now.minus(Members.INVITATION));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        Set<TenantId> holders = new LinkedHashSet<>(acrossTerritory.list(
                "select distinct m.tenant_id from directory_member m where m.email_key in (:emails)", row -> new TenantId(row.uuid("tenant_id")),
                "emails", person.emails()));
        acrossTerritory.list(ListingTable.SELECT + NAMED, ListingTable::listing).stream().filter(listing -> isOf(listing, person)).map(Listing::tenant).forEach(holders::add);
        return holders;
    }

    /** Telephone numbers are compared here: everybody writes them in another way. */
    private static boolean isOf(Listing listing, Person person) {
        return person.reachedBy(listing.details().email(), listing.details().phone());
    }

    private static List<Listing> of(Reader tenant, Person person) {
        return tenant.list(ListingTable.SELECT + NAMED + " and o.tenant_id = :tenant", ListingTable::listing).stream().filter(listing -> isOf(listing, person)).toList();
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Listing listing : of(tenant, person)) {
            out.record(CONTACT, listing.details().name(), List.of(
                    new Export.Field("organisation", "directory.field.name", listing.details().name()),
                    new Export.Field("contact", "directory.field.contact", listing.details().contact()),
                    new Export.Field("email", "directory.field.email", listing.details().email()),
                    new Export.Field("phone", "directory.field.phone", listing.details().phone())));
        }
        for (Member member : MemberTable.byEmails(tenant, person.emails())) {
            String name = ListingTable.byId(tenant, member.organisation()).map(listing -> listing.details().name()).orElse("");
            out.record(MEMBER, name, List.of(
                    new Export.Field("organisation", "directory.field.name", name), new Export.Field("email", "directory.field.email", member.email()),
                    new Export.Field("proven", "directory.privacy.member.proven", member.proven())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        List<Listing> named = of(transaction, person);
        for (Listing listing : named) {
            ListingTable.update(
                    transaction,
                    new Listing(listing.tenant(), listing.id(), listing.slug(), listing.details().withoutContact(), listing.published(), listing.verified(), listing.version()),
                    now);
            transaction.execute("delete from directory_proposal p where p.tenant_id = :tenant and p.organisation_id = :id", "id", listing.id());
            Listings.touch(transaction, listing.id());
        }
        transaction.execute("delete from directory_proposal p where p.tenant_id = :tenant and lower(p.email) in (:emails)", "emails", person.emails());
        List<Member> members = MemberTable.byEmails(transaction, person.emails());
        members.forEach(member -> MemberTable.delete(transaction, member.id()));
        return List.of(Erasure.erased(CONTACT, named.size()), Erasure.erased(MEMBER, members.size()));
    }
}
