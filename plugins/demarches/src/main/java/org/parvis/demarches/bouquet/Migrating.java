package org.parvis.demarches.bouquet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.OnVersions;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.VersionFit;

/** Moves files in progress to another version of their procedure: those that fit, when somebody asked for it, after a look at what will happen. */
@Component(service = Migrating.class)
public final class Migrating {
    private static final int BATCH = 100;
    /** Of so many files a preview tells; the check of each is made again when it is moved. */
    static final int MOST_PREVIEWED = 5_000;
    private static final String PURPOSE = "files in progress on a version of a procedure, to move them to another";

    private final Database database;
    private final Procedures procedures;
    private final Tenants tenants;
    private final Audit audit;
    private final Clock clock;
    private final CaseListener life;

    @Activate
    public Migrating(
            @Reference Database database, @Reference Procedures procedures, @Reference Tenants tenants, @Reference Audit audit, @Reference Clock clock,
            @Reference CaseListener life) {
        this.database = database;
        this.procedures = procedures;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
        this.life = life;
    }

    /** A file that does not fit, and why. */
    record Unfit(MigrationTable.Candidate file, List<VersionFit.Misfit> misfits) {}

    /**
     * What a migration would do.
     *
     * @param total files in progress on the version
     * @param looked of how many the rest tells
     */
    record Preview(long total, int looked, int fitting, List<Unfit> unfit) {}

    /** What may be moved from a version, and to which: the one in service, if it is newer. */
    Optional<Procedure> target(String procedure, int from) {
        return procedures.newest(procedure).filter(Procedure::online).filter(newest -> newest.version() > from && procedures.stored(procedure, from).isPresent());
    }

    Preview preview(Procedure from, Procedure to) {
        VersionFit fit = new VersionFit(from, to);
        List<Unfit> unfit = new ArrayList<>();
        int looked = 0;
        Migration.Place place = null;
        List<MigrationTable.Candidate> batch;
        do {
            batch = MigrationTable.candidates(database.acrossTerritory(PURPOSE), from.id(), from.version(), place, BATCH);
            for (MigrationTable.Candidate file : batch) {
                List<VersionFit.Misfit> misfits = fit.check(file.state(), file.answers(), day(file.tenant(), file.receivedAt()));
                if (!misfits.isEmpty()) {
                    unfit.add(new Unfit(file, misfits));
                }
                place = new Migration.Place(file.tenant().value(), file.id());
            }
            looked += batch.size();
        } while (batch.size() == BATCH && looked < MOST_PREVIEWED);
        long total = MigrationTable.inProgress(database.acrossTerritory(PURPOSE), from.id(), from.version());
        return new Preview(Math.max(total, looked), looked, looked - unfit.size(), unfit);
    }

    private Site site(TenantId tenant) {
        return tenants.byId(tenant).orElse(tenants.territory());
    }

    private LocalDate day(TenantId tenant, Instant moment) {
        return LocalDate.ofInstant(moment, site(tenant).tenant().zone());
    }

    /** @throws Conflict if files of the procedure are being moved already */
    void ask(Procedure from, Procedure to, Agent agent) {
        long total = MigrationTable.inProgress(database.acrossTerritory(PURPOSE), from.id(), from.version());
        database.of(TenantId.TERRITORY).write(transaction -> {
            if (MigrationTable.running(transaction).stream().anyMatch(running -> running.procedure().equals(from.id()))) {
                throw new Conflict("demarches.migrate.running");
            }
            MigrationTable.insert(transaction, new Migration(
                    Ids.next(), from.id(), from.version(), to.version(), agent.id(), agent.name(), now(), (int) Math.min(total, Integer.MAX_VALUE), 0, 0, null, null));
            audit.record(transaction, agent, "demarches.remap", from.id(), from.id() + " " + from.version() + " → " + to.version());
        });
    }

    List<Migration> of(String procedure) {
        return MigrationTable.of(database.of(TenantId.TERRITORY), procedure);
    }

    List<Migration> running() {
        return MigrationTable.running(database.of(TenantId.TERRITORY));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The next batch of a migration. How far it came is kept after each: whoever goes on after an interruption begins behind it, and a file
     * that was moved meanwhile is on the old version no more.
     *
     * @param agent who asked for it, or null: they are no agent any more
     * @return null when it is over
     */
    @Nullable Migration next(Migration migration, @Nullable Agent agent) {
        Procedure from = procedures.version(migration.procedure(), migration.from());
        Procedure to = procedures.version(migration.procedure(), migration.to());
        List<MigrationTable.Candidate> batch = MigrationTable.candidates(
                database.acrossTerritory(PURPOSE), migration.procedure(), migration.from(), migration.place(), BATCH);
        Migration reached = migration;
        for (MigrationTable.Candidate file : batch) {
            boolean moved = moved(file, from, to, migration, agent);
            reached = reached.at(new Migration.Place(file.tenant().value(), file.id()), moved ? 1 : 0, moved ? 0 : 1);
        }
        boolean over = batch.size() < BATCH;
        Migration told = reached;
        database.of(TenantId.TERRITORY).write(transaction -> MigrationTable.progress(transaction, told, over ? now() : null));
        return over ? null : reached;
    }

    private boolean moved(MigrationTable.Candidate candidate, Procedure from, Procedure to, Migration migration, @Nullable Agent agent) {
        try {
            return database.of(candidate.tenant()).call(transaction -> CaseTable.byId(transaction, candidate.id())
                    .filter(file -> !file.closed() && file.version() == from.version())
                    .filter(file -> new VersionFit(from, to).check(file.stand().state(), file.answers(), day(candidate.tenant(), file.receivedAt())).isEmpty())
                    .filter(file -> MigrationTable.move(transaction, file, to.version(), now()))
                    .map(file -> told(new CaseListener.Moment(transaction, site(candidate.tenant()), to, file), migration, agent))
                    .orElse(false));
        } catch (Conflict busy) {
            return false;
        }
    }

    private boolean told(CaseListener.Moment moment, Migration migration, @Nullable Agent agent) {
        CaseFile file = moment.file();
        String about = OnVersions.about(migration.from(), migration.to());
        EntryTable.insert(moment.transaction(), file.id(), new Entry(Ids.next(), now(), Entry.Kind.MIGRATED, about, migration.askedByName(), true, "", List.of()));
        AuditEntry entry = agent == null
                ? AuditEntry.by((AuditEntry.Party) null, "demarches.migrate", file.id().toString())
                : AuditEntry.by(agent, "demarches.migrate", file.id().toString());
        audit.record(moment.transaction(), entry.concerning(Cases.party(file.applicant())).detail(file.number()));
        life.changed(moment, file);
        return true;
    }

    /** How often each of some things is there, the most frequent first. */
    static <T> Map<T, Integer> counted(List<T> things) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        things.forEach(thing -> counts.merge(thing, 1, Integer::sum));
        Map<T, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream().sorted(Map.Entry.<T, Integer>comparingByValue().reversed()).forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
