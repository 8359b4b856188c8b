package org.parvis.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Takes organisations out of a file; done again, it changes nothing, and what people wrote is never replaced. */
@Component(service = Imports.class)
public final class Imports {

    private static final int PIECE = 200;

    private final Database database;
    private final Listings listings;
    private final Audit audit;

    @Activate
    public Imports(@Reference Database database, @Reference Listings listings, @Reference Audit audit) {
        this.database = database;
        this.listings = listings;
        this.audit = audit;
    }

    /** What became of the lines. */
    record Report(int created, int completed, int unchanged) {
        Report plus(Report other) {
            return new Report(created + other.created, completed + other.completed, unchanged + other.unchanged);
        }
    }

    /** @param published whether new ones are public at once */
    Report take(TenantId tenant, Agent agent, List<ImportFile.Line> lines, boolean published) {
        Report report = new Report(0, 0, 0);
        for (int from = 0; from < lines.size(); from += PIECE) {
            List<ImportFile.Line> piece = lines.subList(from, Math.min(lines.size(), from + PIECE));
            report = report.plus(database.of(tenant).call(transaction -> piece(transaction, agent, piece, published)));
        }
        Report all = report;
        database.of(tenant).write(transaction -> audit.record(
                transaction, agent, "directory.import", "", all.created() + " + " + all.completed()));
        return all;
    }

    private Report piece(Transaction transaction, Agent agent, List<ImportFile.Line> lines, boolean published) {
        Map<String, Listing> known = known(transaction);
        int created = 0;
        int completed = 0;
        for (ImportFile.Line line : lines) {
            Details details = line.details();
            Listing listing = keys(details).stream().map(known::get).filter(one -> one != null).findFirst().orElse(null);
            if (listing == null) {
                Listing fresh = listings.create(transaction, agent, details, published);
                keys(details).forEach(key -> known.put(key, fresh));
                created++;
            } else {
                Details whole = completed(listing.details(), details);
                if (!whole.equals(listing.details())) {
                    listings.change(transaction, AuditEntry.by(agent, "directory.change", listing.id().toString()), listing, listing.version(), whole, listing.published());
                    Listing after = Listings.byId(transaction, listing.id());
                    keys(whole).forEach(key -> known.put(key, after));
                    completed++;
                }
            }
        }
        return new Report(created, completed, lines.size() - created - completed);
    }

    /** By all that tells an organisation from others. */
    private static Map<String, Listing> known(Transaction transaction) {
        Map<String, Listing> known = new HashMap<>();
        ListingTable.list(transaction, new Filter("", null, null, null, null), 0, Integer.MAX_VALUE)
                .forEach(listing -> keys(listing.details()).forEach(key -> known.putIfAbsent(key, listing)));
        return known;
    }

    /** The surest first. */
    private static List<String> keys(Details details) {
        String name = "name " + DetailsRow.sortKey(details.name());
        List<String> keys = new ArrayList<>();
        if (!details.rna().isEmpty()) {
            keys.add("rna " + details.rna());
        }
        if (!details.siren().isEmpty()) {
            keys.add("siren " + details.siren());
        }
        keys.add(name);
        return keys;
    }

    /** Only what was not known is taken. */
    private static Details completed(Details there, Details from) {
        return new Details(
                there.name(), there.category(), or(there.rna(), from.rna()), or(there.siren(), from.siren()), or(there.description(), from.description()),
                there.audiences(), there.contact(), there.email(), there.phone(), or(there.website(), from.website()), or(there.address(), from.address()),
                there.coordinates() == null ? from.coordinates() : there.coordinates(), or(there.opening(), from.opening()), there.venues(), there.agreed());
    }

    private static String or(String there, String from) {
        return there.isEmpty() ? from : there;
    }
}
