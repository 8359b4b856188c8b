package org.parvis.demarches.merge;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.AgentKinds;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Closing;
import org.parvis.demarches.DemarchesStatistics;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Tie;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * Two files about the same thing: the one that came first goes on, since its clock has run longest; the other one ends, and stays
 * reachable, with its history and attachments, as long as the first.
 */
@Component(service = Merging.class)
public final class Merging {
    private final Database database;
    private final Procedures procedures;
    private final Notifications notifications;
    private final Audit audit;
    private final PublicUrls urls;
    private final Counters counters;
    private final CaseListener life;

    @Activate
    public Merging(
            @Reference Database database, @Reference Procedures procedures, @Reference Notifications notifications, @Reference Audit audit,
            @Reference PublicUrls urls, @Reference Counters counters, @Reference CaseListener life) {
        this.database = database;
        this.procedures = procedures;
        this.notifications = notifications;
        this.audit = audit;
        this.urls = urls;
        this.counters = counters;
        this.life = life;
    }

    /** A file and the revision that the agent looked at. */
    record Seen(UUID id, int revision) {}

    /** Whether two files can become one. */
    public static boolean fit(CaseFile one, CaseFile other) {
        return !one.id().equals(other.id()) && one.procedure().equals(other.procedure()) && !one.closed() && !other.closed();
    }

    /** Which of two goes on. */
    static CaseFile kept(CaseFile one, CaseFile other) {
        return one.receivedAt().isAfter(other.receivedAt()) ? other : one;
    }

    /**
     * Makes one of two files.
     *
     * @return the one that goes on
     * @throws Conflict if one was changed meanwhile, is closed, or is of another procedure
     */
    CaseFile merge(Site site, Seen one, Seen other, Agent agent, Instant now) {
        CaseFile kept = database.of(site.id()).call(transaction -> {
            CaseFile first = seen(transaction, one);
            CaseFile second = seen(transaction, other);
            if (!fit(first, second)) {
                throw new Conflict("demarches.merge.unfit");
            }
            CaseFile staying = kept(first, second);
            CaseFile going = staying == first ? second : first;
            CaseFile merged = Closing.of(going, Closing.MERGED, null, now);
            if (!CaseTable.update(transaction, merged)
                    || !CaseTable.update(transaction, staying.at(staying.stand(), staying.clock(), staying.silenceAt(), now))) {
                throw new Conflict("demarches.error.conflict");
            }
            Tie.insert(transaction, new Tie(going.id(), Tie.Kind.MERGED, staying.id(), going.number(), now));
            entry(transaction, going.id(), staying.number(), false, agent, now);
            entry(transaction, staying.id(), going.number(), true, agent, now);
            for (CaseFile file : List.of(going, staying)) {
                audit.record(transaction, AuditEntry.by(agent, "demarches.merge", file.id().toString())
                        .concerning(Cases.party(file.applicant()))
                        .detail(going.number() + " → " + staying.number()));
            }
            life.changed(moment(transaction, site, merged), going);
            life.changed(moment(transaction, site, staying), staying);
            tell(transaction, site, going, staying);
            return staying;
        });
        counters.add(site.id(), DemarchesStatistics.CLOSED, "merged", 1);
        return kept;
    }

    private CaseListener.Moment moment(Transaction transaction, Site site, CaseFile file) {
        return new CaseListener.Moment(transaction, site, procedures.of(file), file);
    }

    private static CaseFile seen(Transaction transaction, Seen seen) {
        CaseFile file = CaseTable.byId(transaction, seen.id()).orElseThrow(NotFound::new);
        if (file.revision() != seen.revision()) {
            throw new Conflict("demarches.error.conflict");
        }
        return file;
    }

    private static void entry(Transaction transaction, UUID file, String number, boolean agentsOnly, Agent agent, Instant now) {
        Entry.Kind kind = agentsOnly ? Entry.Kind.ABSORBED : Entry.Kind.MERGED;
        EntryTable.insert(transaction, file, new Entry(Ids.next(), now, kind, number, agent.name(), agentsOnly, "", List.of()));
    }

    private void tell(Transaction transaction, Site site, CaseFile going, CaseFile staying) {
        Locale language = Locale.forLanguageTag(going.applicant().language());
        Cases.recipient(going.applicant()).ifPresent(to -> {
            Map<String, String> values = new HashMap<>();
            values.put("procedure", procedures.of(going).title(Wanted.of(language)));
            values.put("number", going.number());
            values.put("other", staying.number());
            values.put("link", urls.of(site, going.applicant().prefix() + "/suivi"));
            notifications.send(transaction, Notification.of(AgentKinds.MERGED, to, values));
        });
    }
}
