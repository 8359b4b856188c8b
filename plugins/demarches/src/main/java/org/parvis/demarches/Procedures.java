package org.parvis.demarches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Remembered;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The procedures that are installed, each in all of its versions: files in progress stay on the one on which they began. Only what was
 * found without fault is ever stored; what is stored never changes.
 */
@Component(service = {Procedures.class, ChangeListener.class}, property = "service.ranking:Integer=20")
public final class Procedures implements ChangeListener {
    static final String TAG = "demarches-procedures";

    private static final Logger LOG = LoggerFactory.getLogger(Procedures.class);
    private static final int MOST_IN_MEMORY = 2_000;

    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Procedure> read = new ConcurrentHashMap<>();
    private final Remembered<Map<String, Procedure>> newest = new Remembered<>(TAG, this::readNewest);

    @Activate
    public Procedures(@Reference Database database, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a package; {@code procedure} is null when there are faults. */
    record Installed(@Nullable Procedure procedure, boolean fresh, List<Fault> faults) {}

    /** The newest version of each procedure, by id. */
    public Map<String, Procedure> newest() {
        return newest.of(TenantId.TERRITORY);
    }

    public Optional<Procedure> newest(String id) {
        return Optional.ofNullable(newest().get(id));
    }

    /** The version on which a file is. */
    public Procedure version(String id, int number) {
        return find(id, number).orElseThrow(() -> new IllegalStateException("no version " + number + " of the procedure " + id));
    }

    private Optional<Procedure> find(String id, int number) {
        String key = id + ":" + number;
        Procedure known = read.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Procedure> stored = VersionTable.content(database.of(TenantId.TERRITORY), id, number).flatMap(Procedures::parsed);
        if (read.size() >= MOST_IN_MEMORY) {
            read.clear();
        }
        stored.ifPresent(procedure -> read.put(key, procedure));
        return stored;
    }

    /** Empty if a later version of this plugin finds faults that it did not know before; the former file stays readable as data. */
    private static Optional<Procedure> parsed(byte[] content) {
        try {
            ProcedureReader.Reading reading = ProcedureReader.read(PackageFiles.unzipped(content));
            reading.faults().forEach(fault -> LOG.warn("A stored procedure has a fault: {}:{} {}", fault.file(), fault.line(), fault.messageKey()));
            return reading.sound();
        } catch (IOException | PackageFiles.Unreadable damaged) {
            throw new IllegalStateException("a stored procedure cannot be read", damaged);
        }
    }

    private Map<String, Procedure> readNewest(TenantId territory) {
        Map<String, Procedure> all = new LinkedHashMap<>();
        for (VersionTable.Version version : VersionTable.newest(database.of(territory))) {
            find(version.procedure(), version.number()).ifPresent(procedure -> all.put(procedure.id(), procedure));
        }
        return Map.copyOf(all);
    }

    /**
     * Installs a version, if it is without fault and not there yet.
     *
     * @param by who installs it, or null: it came with the plugin or through the operator's folder
     */
    Installed install(Map<String, byte[]> files, String origin, @Nullable Agent by) {
        ProcedureReader.Reading reading = ProcedureReader.read(files);
        Procedure procedure = reading.procedure();
        if (procedure == null) {
            return new Installed(null, false, reading.faults());
        }
        String digest = digest(files);
        Optional<String> there = VersionTable.digest(database.of(TenantId.TERRITORY), procedure.id(), procedure.version());
        if (there.isPresent()) {
            return there.get().equals(digest)
                    ? new Installed(procedure, false, List.of())
                    : new Installed(null, false, List.of(new Fault("procedure.yaml", 2, "demarches.fault.changed", List.of(procedure.version()))));
        }
        byte[] content = zipped(files);
        database.of(TenantId.TERRITORY).write(transaction -> {
            VersionTable.insert(
                    transaction, new VersionTable.Version(procedure.id(), procedure.version(), digest), content, origin,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            audit.record(transaction, by, "demarches.install", procedure.id(), procedure.id() + " " + procedure.version());
            transaction.touch(TAG);
        });
        return new Installed(procedure, true, List.of());
    }

    private static byte[] zipped(Map<String, byte[]> files) {
        try {
            return PackageFiles.zipped(files);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files).forEach((name, bytes) -> {
                digest.update((name + ":" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void changed(List<Change> changes) {
        newest.changed(changes);
    }

    @Override
    public void everything() {
        newest.everything();
    }
}
