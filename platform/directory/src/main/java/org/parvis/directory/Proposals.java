package org.parvis.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;

/** Changes that members propose: nothing is public before an agent agreed. */
@Component(service = Proposals.class)
public final class Proposals {

    private static final String SELECT = "select p.id, p.organisation_id, p.member_id, p.based_on, p.proposed_at, " + DetailsRow.selected("p")
            + " from directory_proposal p where p.tenant_id = :tenant";

    private final Database database;
    private final Listings listings;
    private final Members members;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public Proposals(
            @Reference Database database, @Reference Listings listings, @Reference Members members, @Reference Plugins plugins, @Reference Themes themes) {
        this.database = database;
        this.listings = listings;
        this.members = members;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** @param basedOn version of the organisation that the member saw */
    record Proposal(UUID id, UUID organisation, UUID member, int basedOn, Instant proposed, Details details) {}

    /** What waits, as the day's list shows it. */
    record Waiting(TenantId tenant, UUID id, String name, String email, Instant since) {}

    Optional<Proposal> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and p.id = :id", Proposals::proposal, "id", id);
    }

    /** What a member proposed last and waits. */
    Optional<Proposal> of(TenantId tenant, Member member) {
        return database.of(tenant).one(SELECT + " and p.member_id = :member", Proposals::proposal, "member", member.id());
    }

    List<Waiting> waiting(Collection<TenantId> tenants, int limit) {
        return database.of(tenants).list(
                "select p.tenant_id, p.id, p.proposed_at, o.name, m.email from directory_proposal p inner join directory_organisation o"
                        + " on o.id = p.organisation_id and o.tenant_id = p.tenant_id and o.tenant_id in (:tenants) inner join directory_member m"
                        + " on m.id = p.member_id and m.tenant_id = p.tenant_id and m.tenant_id in (:tenants) where p.tenant_id in (:tenants)"
                        + " order by p.proposed_at, p.id fetch next :limit rows only",
                row -> new Waiting(new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("name"), row.string("email"), row.instant("proposed_at")),
                "limit", limit);
    }

    /** Keeps what a member proposes in place of what they proposed before; the same as what is there only says that it is right. */
    void propose(TenantId tenant, Members.Access access, Details details) {
        database.of(tenant).write(transaction -> {
            Instant now = listings.now();
            MemberTable.prove(transaction, access.member().id(), now);
            withdraw(transaction, access.member().id());
            if (details.equals(access.listing().details())) {
                listings.verify(transaction, access.listing().id(), access.member().party());
                return;
            }
            transaction.execute(
                    "insert into directory_proposal (tenant_id, id, organisation_id, member_id, based_on, proposed_at, " + DetailsRow.named()
                            + ") values (:tenant, :id, :organisation, :member, :based, :now, " + DetailsRow.bound() + ")",
                    DetailsRow.parameters(
                            details, "id", Ids.next(), "organisation", access.listing().id(), "member", access.member().id(),
                            "based", access.listing().version(), "now", now));
        });
    }

    /** A member says that all is still right. */
    void confirm(TenantId tenant, Members.Access access) {
        database.of(tenant).write(transaction -> {
            MemberTable.prove(transaction, access.member().id(), listings.now());
            listings.verify(transaction, access.listing().id(), access.member().party());
        });
    }

    private static void withdraw(Transaction transaction, UUID member) {
        transaction.execute("delete from directory_proposal p where p.tenant_id = :tenant and p.member_id = :id", "id", member);
    }

    /**
     * Makes what was proposed public; false if it waits no longer.
     *
     * @param careful leaves it alone if the organisation has been changed since the member saw it
     */
    boolean accept(TenantId tenant, Agent agent, UUID id, boolean careful) {
        return database.of(tenant).call(transaction -> {
            Proposal proposal = byId(transaction, id).orElse(null);
            if (proposal == null) {
                return false;
            }
            Listing listing = Listings.byId(transaction, proposal.organisation());
            if (careful && listing.version() != proposal.basedOn()) {
                return false;
            }
            Member member = MemberTable.byId(transaction, proposal.member()).orElseThrow(NotFound::new);
            listings.change(
                    transaction, AuditEntry.by(agent, "directory.proposal.accept", listing.id().toString()).onBehalfOf(member.party()), listing, listing.version(),
                    proposal.details(), listing.published());
            withdraw(transaction, member.id());
            members.tell(transaction, listing, member, text(tenant, member.language(), "directory.decision.accepted"), "");
            return true;
        });
    }

    /** Throws away what was proposed, and says why; false if it waits no longer. */
    boolean refuse(TenantId tenant, Agent agent, UUID id, String reason) {
        return database.of(tenant).call(transaction -> {
            Proposal proposal = byId(transaction, id).orElse(null);
            if (proposal == null) {
                return false;
            }
            Listing listing = Listings.byId(transaction, proposal.organisation());
            Member member = MemberTable.byId(transaction, proposal.member()).orElseThrow(NotFound::new);
            withdraw(transaction, member.id());
            listings.record(transaction, AuditEntry.by(agent, "directory.proposal.refuse", listing.id().toString())
                    .onBehalfOf(member.party())
                    .detail(listing.details().name()));
            members.tell(transaction, listing, member, text(tenant, member.language(), "directory.decision.refused"), reason);
            return true;
        });
    }

    private String text(TenantId tenant, Locale language, String key) {
        return themes.text("base", plugins.of(tenant), language, key);
    }

    private static Proposal proposal(Row row) {
        return new Proposal(
                row.uuid("id"), row.uuid("organisation_id"), row.uuid("member_id"), row.integer("based_on"), row.instant("proposed_at"), DetailsRow.details(row));
    }
}
