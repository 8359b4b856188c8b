package org.parvis.demarches.design;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.PackageFiles;

/** Procedures that are being made: kept at each save with what they were before, and installed as a version when they are published. */
@Component(service = Designs.class)
public final class Designs {
    static final String ORIGIN = "designer";
    private static final int LONGEST_TITLE = 200;

    private final Database database;
    private final Procedures procedures;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Designs(@Reference Database database, @Reference Procedures procedures, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.procedures = procedures;
        this.audit = audit;
        this.clock = clock;
    }

    private Reader territory() {
        return database.of(TenantId.TERRITORY);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    List<Design> all() {
        return DesignTable.all(territory());
    }

    Optional<Design> find(UUID id) {
        return DesignTable.byId(territory(), id);
    }

    List<Design.Past> past(UUID id) {
        return DesignTable.past(territory(), id);
    }

    Design begin(Parts parts, Agent agent) {
        Design design = new Design(Ids.next(), parts.id(), title(parts), 1, 0, agent.name(), now(), parts.files());
        database.of(TenantId.TERRITORY).write(transaction -> {
            DesignTable.insert(transaction, design);
            DesignTable.remember(transaction, design, "begin");
            audit.record(transaction, agent, "demarches.design", design.id().toString(), design.procedure());
        });
        return design;
    }

    private static String title(Parts parts) {
        String title = parts.text("fr", "title");
        return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }

    /**
     * Keeps what was changed.
     *
     * @param revision that was looked at
     * @param what message {@code demarches.design.what.<what>}
     * @throws Conflict if somebody else saved meanwhile
     */
    Design save(Design before, int revision, Parts parts, String what, Agent agent) {
        Map<String, byte[]> files = parts.files();
        if (revision == before.revision() && same(files, before.files())) {
            return before;
        }
        Design after = new Design(before.id(), parts.id(), title(parts), revision + 1, before.published(), agent.name(), now(), files);
        database.of(TenantId.TERRITORY).write(transaction -> {
            if (!DesignTable.update(transaction, after)) {
                throw new Conflict("demarches.design.conflict");
            }
            DesignTable.remember(transaction, after, what);
            audit.record(transaction, agent, "demarches.designsave", after.id().toString(), after.procedure());
        });
        return after;
    }

    private static boolean same(Map<String, byte[]> files, Map<String, byte[]> others) {
        return files.keySet().equals(others.keySet()) && files.keySet().stream().allMatch(file -> Arrays.equals(files.get(file), others.get(file)));
    }

    /** Goes back to a former revision, which becomes the newest. */
    Design restore(Design design, int revision, int former, Agent agent) {
        Parts parts = DesignTable.past(territory(), design.id(), former).flatMap(Parts::of).orElseThrow(NotFound::new);
        return save(design, revision, parts, "restore", agent);
    }

    void delete(Design design, Agent agent) {
        database.of(TenantId.TERRITORY).write(transaction -> {
            if (DesignTable.delete(transaction, design.id())) {
                audit.record(transaction, agent, "demarches.designdrop", design.id().toString(), design.procedure());
            }
        });
    }

    /**
     * Installs it as the next version of its procedure, by the same way as a package that is sent; if it says what the last version says,
     * nothing happens.
     *
     * @throws Conflict if somebody saved meanwhile
     */
    Procedures.Installed publish(Design design, int revision, Agent agent) {
        Parts parts = Parts.of(design.files()).orElseThrow();
        int last = procedures.last(design.procedure());
        parts.header().put("version", (long) last);
        if (last > 0 && Parts.of(stored(design.procedure(), last)).filter(parts::saysTheSame).isPresent()) {
            return new Procedures.Installed(procedures.version(design.procedure(), last), false, List.of());
        }
        parts.header().put("version", last + 1L);
        Design numbered = save(design, revision, parts, "publish", agent);
        Procedures.Installed installed = procedures.install(numbered.files(), ORIGIN, agent);
        if (installed.procedure() != null) {
            int version = installed.procedure().version();
            database.of(TenantId.TERRITORY).write(transaction -> DesignTable.published(transaction, design.id(), version));
        }
        return installed;
    }

    private Map<String, byte[]> stored(String procedure, int version) {
        return procedures.content(procedure, version).map(content -> {
            try {
                return PackageFiles.unzipped(content);
            } catch (IOException | PackageFiles.Unreadable damaged) {
                return Map.<String, byte[]>of();
            }
        }).orElse(Map.of());
    }
}
