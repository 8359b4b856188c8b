package org.parvis.demarches.sheet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Remembered;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sheets of service-public.fr that were taken in, for the whole territory. */
@Component(service = {StateSheets.class, ChangeListener.class}, property = "service.ranking:Integer=20")
public final class StateSheets implements ChangeListener {
    public static final String TAG = "demarches-sheets";

    private static final Logger LOG = LoggerFactory.getLogger(StateSheets.class);
    private static final int MOST_IN_MEMORY = 200;

    private final Database database;
    private final Clock clock;
    private final Map<String, StateSheet> read = new ConcurrentHashMap<>();
    private final Remembered<Map<String, SheetTable.Head>> heads = new Remembered<>(TAG, this::readHeads);

    @Activate
    public StateSheets(@Reference Database database, @Reference Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of a file. */
    enum Taken {
        STORED,
        SAME,
        /** It is well formed and no sheet. */
        OTHER,
        FAULTY
    }

    private Map<String, SheetTable.Head> readHeads(TenantId territory) {
        return SheetTable.heads(database.of(territory)).stream().collect(Collectors.toUnmodifiableMap(SheetTable.Head::id, Function.identity()));
    }

    Map<String, SheetTable.Head> heads() {
        return heads.of(TenantId.TERRITORY);
    }

    List<Fault> faults() {
        return SheetTable.faults(database.of(TenantId.TERRITORY));
    }

    /** A sheet as it was last taken in. */
    Optional<StateSheet> find(String id) {
        SheetTable.Head head = heads().get(id);
        if (head == null) {
            return Optional.empty();
        }
        StateSheet known = read.get(head.digest());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StateSheet> sheet = SheetTable.content(database.of(TenantId.TERRITORY), id).flatMap(StateSheets::again);
        if (read.size() >= MOST_IN_MEMORY) {
            read.clear();
        }
        sheet.ifPresent(one -> read.put(head.digest(), one));
        return sheet;
    }

    private static Optional<StateSheet> again(byte[] content) {
        try {
            return SheetReader.read(content);
        } catch (SheetFault later) {
            LOG.warn("A sheet of service-public.fr that is stored cannot be read any more: {} {}", later.what(), later.getMessage());
            return Optional.empty();
        }
    }

    /** Takes a file in; a faulty one replaces nothing, and is told to the operator. */
    Taken take(String file, byte[] bytes) {
        try {
            Optional<StateSheet> sheet = SheetReader.read(bytes);
            String digest = digest(bytes);
            boolean fresh = sheet.isPresent() && !Optional.ofNullable(heads().get(sheet.get().id())).map(SheetTable.Head::digest).equals(Optional.of(digest));
            if (fresh) {
                database.of(TenantId.TERRITORY).write(transaction -> {
                    SheetTable.put(transaction, sheet.get(), bytes, digest, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    transaction.touch(TAG);
                });
            }
            return sheet.isEmpty() ? Taken.OTHER : fresh ? Taken.STORED : Taken.SAME;
        } catch (SheetFault fault) {
            database.of(TenantId.TERRITORY).write(transaction -> SheetTable.faulty(transaction, file, fault));
            LOG.warn("{} is not taken in: line {}, {} {}", file, fault.line(), fault.what(), fault.getMessage());
            return Taken.FAULTY;
        }
    }

    /** A file that was mended, or is there no more, has no fault. */
    void forget(String file) {
        database.of(TenantId.TERRITORY).write(transaction -> SheetTable.right(transaction, file));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void changed(List<Change> changes) {
        heads.changed(changes);
    }

    @Override
    public void everything() {
        heads.everything();
    }
}
