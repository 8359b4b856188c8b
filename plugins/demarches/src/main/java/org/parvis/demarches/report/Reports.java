package org.parvis.demarches.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenant;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Places;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Position;
import org.parvis.demarches.procedure.Procedure;

/** What was reported where: shown on the site if the commune wants it, and to who is about to report the same. */
@Component(service = Reports.class)
public final class Reports implements CaseListener {
    static final String TAG = "demarches-reports";
    /** In the commune's texts of an offer: whether its reports are public. */
    public static final String SHOWN = "reports";

    /** Newest open ones of a kind of thing: more of them are not looked at before somebody sends another one. */
    private static final int MOST_COMPARED = 500;
    private static final int MOST_ALIKE = 3;

    private final Database database;
    private final Offers offers;
    private final Places places;
    private final Audit audit;

    @Activate
    public Reports(@Reference Database database, @Reference Offers offers, @Reference Places places, @Reference Audit audit) {
        this.database = database;
        this.offers = offers;
        this.places = places;
        this.audit = audit;
    }

    /** The procedure, if it is one of reports that the commune shows. */
    Optional<Procedure> shown(Site site, String procedure) {
        return offers.offered(site.id(), procedure)
                .filter(offered -> offered.procedure().header().filing().report() != null && offered.offer().text(SHOWN).equals("true"))
                .map(Offers.Offered::procedure);
    }

    static ReportTable.Wanted wanted(Procedure procedure, String stand, String topic) {
        Set<String> never = new HashSet<>(procedure.workflow().takenBack());
        // Behind "not in" a list of nothing lets nothing through.
        never.add("");
        return new ReportTable.Wanted(procedure.id(), stand, topic, never);
    }

    Reader reader(Site site) {
        return database.of(site.id());
    }

    @Override
    public void received(Moment moment) {
        Report report = report(moment);
        if (report != null) {
            ReportTable.insert(moment.transaction(), report);
            moment.transaction().touch(TAG);
        }
    }

    @Override
    public void corrected(Moment moment, CaseFile before) {
        Report report = report(moment);
        if (report != null) {
            ReportTable.update(moment.transaction(), report);
        }
    }

    /** The site shows in what state reports are. */
    @Override
    public void changed(Moment moment, CaseFile before) {
        if (moment.procedure().header().filing().report() != null) {
            moment.transaction().touch(TAG);
        }
    }

    @Override
    public void deleted(Transaction transaction, Collection<UUID> files) {
        transaction.touch(TAG);
    }

    /** What a file reports, or null. */
    private @Nullable Report report(Moment moment) {
        return report(moment.site().tenant(), moment.procedure(), moment.file().id(), moment.file().answers());
    }

    private @Nullable Report report(Tenant tenant, Procedure procedure, UUID id, Answers typed) {
        Header.Report where = procedure.header().filing().report();
        if (where == null) {
            return null;
        }
        Answers answers = places.completed(tenant, procedure, typed, typed);
        String address = answers.text(where.address());
        Optional<Coordinates> at = Position.parse(answers.text(where.position()));
        return new Report(
                id, procedure.id(), Cases.cut(answers.text(where.topic()), 40), Cases.cut(places.street(tenant, address, at), 200), Cases.cut(Slug.of(address), 200),
                at.orElse(null), false);
    }

    /**
     * Open reports of the same thing that the site shows, in the same street or the same square as drawn; the newest first. Nobody finds out
     * more of a place by asking here than the site tells of it: no number of a house, and nothing of reports that are not shown.
     */
    public List<Report.Public> alike(Site site, Procedure procedure, Draft draft) {
        Report report = shown(site, procedure.id()).isEmpty() ? null : report(site.tenant(), procedure, draft.id(), draft.answers());
        if (report == null || report.topic().isEmpty()) {
            return List.of();
        }
        return ReportTable.list(reader(site), wanted(procedure, "open", report.topic()), 0, MOST_COMPARED).stream()
                .filter(other -> other.report().near(report))
                .limit(MOST_ALIKE)
                .toList();
    }

    public Optional<Report> find(Site site, UUID file) {
        return ReportTable.byId(reader(site), file);
    }

    /**
     * Keeps a report from the site, or shows it again.
     *
     * @throws NotFound if the file reports nothing
     */
    public void hide(Site site, Agent agent, CaseFile file, boolean hidden) {
        database.of(site.id()).write(transaction -> {
            if (!ReportTable.hide(transaction, file.id(), hidden)) {
                throw new NotFound();
            }
            transaction.touch(TAG);
            audit.record(transaction, agent, hidden ? "demarches.report.hide" : "demarches.report.show", file.id().toString(), file.number());
        });
    }
}
