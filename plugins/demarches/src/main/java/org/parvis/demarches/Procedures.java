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
import org.parvis.api.route.Conflict;
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
    public static final String TAG = "demarches-procedures";

    private static final Logger LOG = LoggerFactory.getLogger(Procedures.class);
    private static final int MOST_IN_MEMORY = 2_000;

    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Stored> read = new ConcurrentHashMap<>();
    private final Remembered<Shelves> shelves = new Remembered<>(TAG, this::readShelves);

    @Activate
    public Procedures(@Reference Database database, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a package; {@code procedure} is null when there are faults. */
    public record Installed(@Nullable Procedure procedure, boolean fresh, List<Fault> faults) {}

    /**
     * A stored version as this plugin reads it.
     *
     * @param faults that it finds by now and that the plugin which stored it did not know; empty: sound
     */
    public record Stored(Procedure procedure, List<Fault> faults) {
        public Stored {
            faults = List.copyOf(faults);
        }

        public boolean sound() {
            return faults.isEmpty();
        }
    }

    /** @param every in the version that serves, else in the last one */
    private record Shelves(Map<String, Procedure> serving, Map<String, Procedure> every, List<VersionTable.Version> versions) {}

    /** The version of each procedure on which new requests begin, by id: the newest that is sound and not withdrawn. */
    public Map<String, Procedure> newest() {
        return shelves.of(TenantId.TERRITORY).serving();
    }

    public Optional<Procedure> newest(String id) {
        return Optional.ofNullable(newest().get(id));
    }

    /** Each procedure that was ever installed, by id, also one on which nothing begins any more: there may be files. */
    public Map<String, Procedure> every() {
        return shelves.of(TenantId.TERRITORY).every();
    }

    /** The highest number under which a version is stored; 0: there is none. */
    public int last(String id) {
        return versions().stream().filter(version -> version.procedure().equals(id)).mapToInt(VersionTable.Version::number).max().orElse(0);
    }

    /** All versions, by procedure, the newest first. */
    public List<VersionTable.Version> versions() {
        return shelves.of(TenantId.TERRITORY).versions();
    }

    /** @throws IllegalStateException if it is not there, which no version on which something is can be */
    public Procedure version(String id, int number) {
        return stored(id, number).map(Stored::procedure).orElseThrow(() -> new IllegalStateException("no version " + number + " of the procedure " + id));
    }

    /** The version on which something is. */
    public Procedure of(Versioned what) {
        return version(what.procedure(), what.version());
    }

    public Optional<Stored> stored(String id, int number) {
        String key = id + ":" + number;
        Stored known = read.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Stored> stored = content(id, number).map(content -> stored(id, number, content));
        if (read.size() >= MOST_IN_MEMORY) {
            read.clear();
        }
        stored.ifPresent(one -> read.put(key, one));
        return stored;
    }

    /** A stored version as a ZIP file. */
    public Optional<byte[]> content(String id, int number) {
        return VersionTable.content(database.of(TenantId.TERRITORY), id, number);
    }

    private static Stored stored(String id, int number, byte[] content) {
        Map<String, byte[]> files = Map.of();
        List<Fault> faults;
        try {
            files = PackageFiles.unzipped(content);
            ProcedureReader.Reading reading = ProcedureReader.read(files);
            if (reading.procedure() != null) {
                return new Stored(reading.procedure(), List.of());
            }
            faults = reading.faults();
        } catch (PackageFiles.Unreadable damaged) {
            faults = List.of(damaged.fault());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        faults.forEach(fault -> LOG.warn(
                "Version {} of the procedure {}, which is stored, has a fault: {}:{} {}", number, id, fault.file(), fault.line(), fault.messageKey()));
        return new Stored(ProcedureReader.salvaged(id, number, files), faults);
    }

    private Shelves readShelves(TenantId territory) {
        List<VersionTable.Version> versions = VersionTable.all(database.of(territory));
        Map<String, Procedure> serving = new LinkedHashMap<>();
        for (VersionTable.Version version : versions) {
            if (version.withdrawnAt() == null && !serving.containsKey(version.procedure())) {
                stored(version.procedure(), version.number()).filter(Stored::sound).ifPresent(stored -> serving.put(version.procedure(), stored.procedure()));
            }
        }
        Map<String, Procedure> every = new LinkedHashMap<>(serving);
        for (VersionTable.Version version : versions) {
            if (!every.containsKey(version.procedure())) {
                every.put(version.procedure(), version(version.procedure(), version.number()));
            }
        }
        return new Shelves(Map.copyOf(serving), Map.copyOf(every), versions);
    }

    /**
     * Takes a version out of new requests, or puts it back. Forms and files that are on it go on.
     *
     * @return false if it is so already, or there is no such version
     */
    public boolean withdraw(String id, int number, boolean withdrawn, Agent by) {
        return database.of(TenantId.TERRITORY).call(transaction -> {
            boolean changed = withdrawn
                    ? VersionTable.withdraw(transaction, id, number, clock.instant().truncatedTo(ChronoUnit.MICROS))
                    : VersionTable.restore(transaction, id, number);
            if (changed) {
                audit.record(transaction, by, withdrawn ? "demarches.retract" : "demarches.restore", id, id + " " + number);
                transaction.touch(TAG);
            }
            return changed;
        });
    }

    /**
     * Installs a version, if it is without fault and not there yet.
     *
     * @param by who installs it, or null: it came with the plugin or through the operator's folder
     */
    public Installed install(Map<String, byte[]> files, String origin, @Nullable Agent by) {
        ProcedureReader.Reading reading = ProcedureReader.read(files);
        Procedure procedure = reading.procedure();
        if (procedure == null) {
            return new Installed(null, false, reading.faults());
        }
        String digest = digest(files);
        Optional<String> there = there(procedure);
        boolean fresh = there.isEmpty() && stored(procedure, files, digest, origin, by);
        if (!fresh && !there.or(() -> there(procedure)).equals(Optional.of(digest))) {
            return new Installed(null, false, List.of(new Fault("procedure.yaml", 2, "demarches.fault.changed", List.of(procedure.version()))));
        }
        // It was read now: not again for the first visitor of a catalogue.
        read.put(procedure.id() + ":" + procedure.version(), new Stored(procedure, List.of()));
        return new Installed(procedure, fresh, List.of());
    }

    private Optional<String> there(Procedure procedure) {
        return VersionTable.digest(database.of(TenantId.TERRITORY), procedure.id(), procedure.version());
    }

    /** False if somebody else stored that version at the same moment: a job, the demonstration, another node. */
    private boolean stored(Procedure procedure, Map<String, byte[]> files, String digest, String origin, @Nullable Agent by) {
        try {
            store(procedure, files, digest, origin, by);
            return true;
        } catch (Conflict raced) {
            if (there(procedure).isEmpty()) {
                throw raced;
            }
            return false;
        }
    }

    private void store(Procedure procedure, Map<String, byte[]> files, String digest, String origin, @Nullable Agent by) {
        byte[] content = zipped(files);
        database.of(TenantId.TERRITORY).write(transaction -> {
            VersionTable.insert(
                    transaction,
                    new VersionTable.Version(procedure.id(), procedure.version(), digest, origin, clock.instant().truncatedTo(ChronoUnit.MICROS), null), content);
            audit.record(transaction, by, "demarches.install", procedure.id(), procedure.id() + " " + procedure.version());
            transaction.touch(TAG);
        });
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
        shelves.changed(changes);
    }

    @Override
    public void everything() {
        shelves.everything();
    }
}
