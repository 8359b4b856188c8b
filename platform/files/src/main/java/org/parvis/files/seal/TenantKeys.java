package org.parvis.files.seal;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.seal.MasterKeys.MasterKey;

/** Data keys of tenants, kept in the database under a master key that is not there. */
@Component(service = TenantKeys.class, configurationPid = "org.parvis.files")
public final class TenantKeys {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Five reports may be late, or two clocks so far apart. */
    private static final Duration LIVE = Duration.ofMinutes(5);
    private static final int MOST_PASSES = 10;
    private static final int MOST_NAMES = 200;

    private final Database database;
    private final Clock clock;
    private final MasterKeys masters;
    private final KeyLedger ledger;
    private final UUID node = Ids.next();
    private final Map<UUID, TenantKey> opened = new ConcurrentHashMap<>();

    @Activate
    public TenantKeys(BundleContext context, @Reference Database database, @Reference Clock clock, Map<String, Object> properties) {
        this(database, clock, file(context, properties));
    }

    public TenantKeys(Database database, Clock clock, Path masterKeyFile) {
        this.database = database;
        this.clock = clock;
        this.masters = new MasterKeys(masterKeyFile);
        this.ledger = new KeyLedger(database);
    }

    private static Path file(BundleContext context, Map<String, Object> properties) {
        Object named = properties.get("masterKeyFile");
        if (named != null && !named.toString().isBlank()) {
            return Path.of(named.toString().strip());
        }
        String etc = context.getProperty("karaf.etc");
        return Path.of(etc == null ? System.getProperty("java.io.tmpdir") : etc, "files-master.key");
    }

    /** The master key's name, and the key under it. */
    private record Wrapped(TenantId tenant, UUID id, String master, String bytes) {}

    /** The key under which a tenant's next file is sealed; made with its first. */
    public TenantKey newest(TenantId tenant) throws IOException {
        Optional<Wrapped> newest = database.of(tenant).one(
                "select k.id, k.master, k.wrapped from files_key k where k.tenant_id = :tenant order by k.made_at desc, k.id desc fetch first 1 rows only",
                row -> wrapped(tenant, row));
        return newest.isPresent() ? opened(newest.get()) : made(tenant);
    }

    /** @throws IOException if there is no such key, or no master key that opens it */
    public TenantKey byId(TenantId tenant, UUID id) throws IOException {
        TenantKey known = opened.get(id);
        if (known != null) {
            return known;
        }
        return opened(database.of(tenant)
                .one("select k.id, k.master, k.wrapped from files_key k where k.tenant_id = :tenant and k.id = :id", row -> wrapped(tenant, row), "id", id)
                .orElseThrow(() -> new IOException("no such data key: " + id)));
    }

    /**
     * Makes a new master key, or goes on with the one that was made; once every running node has it, puts all data keys under it, and gives
     * every tenant that has one a new data key for what it stores from now on. Until then nothing is under it, so that every node reads all.
     *
     * @param anew whether to make another one, though one was made and is not yet in use: nobody has that any more
     * @throws IOException if the new one was made on another node, and is not here yet
     */
    public Rotation rotate(boolean anew) throws IOException {
        List<MasterKey> here = masters.exist() ? masters.read() : List.of();
        Optional<String> pending = anew ? Optional.empty() : ledger.pending();
        MasterKey master = pending.isPresent() ? named(here, pending.get()) : announced();
        List<String> lacking = ledger.live(clock.instant().minus(LIVE)).stream()
                .filter(other -> !other.id().equals(node) && !other.names().contains(master.name()))
                .map(KeyLedger.Node::host)
                .toList();
        if (!lacking.isEmpty()) {
            return new Rotation(master.name(), lacking, 0);
        }
        ledger.use(master.name(), clock.instant());
        List<Wrapped> old = others(master);
        int count = 0;
        // Another node may have made one under the former key a moment ago.
        for (int i = 0; i < MOST_PASSES && !old.isEmpty(); i++, old = others(master)) {
            count += wrapAgain(master, old);
        }
        for (TenantId tenant : tenants()) {
            made(tenant);
        }
        return new Rotation(master.name(), List.of(), count);
    }

    private MasterKey announced() throws IOException {
        // What is stored under a master key that is not here cannot be put under another.
        if (!masters.exist()) {
            refuseIfUsed();
        }
        MasterKey master = masters.add();
        ledger.announce(master.name(), clock.instant());
        return master;
    }

    private MasterKey named(List<MasterKey> here, String name) throws IOException {
        return here.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow(() -> missing(name));
    }

    private IOException missing(String name) {
        return new IOException("master key " + name + " is not in " + masters.file() + ": copy the file of the node that has it");
    }

    private List<Wrapped> others(MasterKey master) {
        return database.acrossTerritory("rotation of the master key of files").list(
                "select k.tenant_id, k.id, k.master, k.wrapped from files_key k where k.master <> :master order by k.tenant_id",
                row -> wrapped(new TenantId(row.uuid("tenant_id")), row), "master", master.name());
    }

    private List<TenantId> tenants() {
        return database.acrossTerritory("rotation of the master key of files")
                .list("select distinct k.tenant_id from files_key k", row -> new TenantId(row.uuid("tenant_id")));
    }

    private int wrapAgain(MasterKey master, List<Wrapped> all) throws IOException {
        for (Wrapped old : all) {
            String wrapped = wrap(master, old.tenant(), old.id(), unwrap(old));
            database.of(old.tenant()).write(transaction -> transaction.execute(
                    "update files_key k set master = :master, wrapped = :wrapped where k.tenant_id = :tenant and k.id = :id",
                    "master", master.name(), "wrapped", wrapped, "id", old.id()));
        }
        return all.size();
    }

    /** Says to all nodes which master keys this one has. */
    void report() throws IOException {
        List<String> names = masters.exist() ? masters.read().stream().map(MasterKey::name).limit(MOST_NAMES).toList() : List.of();
        ledger.report(new KeyLedger.Node(node, host(), names), clock.instant());
    }

    /** Nobody waits for this node any more. */
    void leave() {
        ledger.forget(node);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "?";
        }
    }

    private TenantKey made(TenantId tenant) throws IOException {
        MasterKey master = master();
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        UUID id = Ids.next();
        String wrapped = wrap(master, tenant, id, bytes);
        database.of(tenant).write(transaction -> insert(transaction, id, master.name(), wrapped));
        TenantKey key = new TenantKey(id, bytes);
        opened.put(id, key);
        return key;
    }

    private void insert(Transaction transaction, UUID id, String master, String wrapped) {
        transaction.execute(
                "insert into files_key (tenant_id, id, master, wrapped, made_at) values (:tenant, :id, :master, :wrapped, :made)",
                "id", id, "master", master, "wrapped", wrapped, "made", clock.instant());
    }

    /** The one that was taken into use last; where none ever was, the newest that is not still waiting for other nodes. */
    private MasterKey master() throws IOException {
        if (!masters.exist()) {
            refuseIfUsed();
            MasterKey first = masters.add();
            ledger.announce(first.name(), clock.instant());
            ledger.use(first.name(), clock.instant());
            return first;
        }
        List<MasterKey> here = masters.read();
        Map<String, MasterKey> byName = here.stream().collect(Collectors.toMap(MasterKey::name, Function.identity()));
        String waiting = ledger.pending().orElse("");
        return ledger.used().stream().filter(byName::containsKey).map(byName::get).findFirst()
                .or(() -> here.stream().filter(key -> !key.name().equals(waiting)).findFirst())
                .orElseGet(() -> here.get(0));
    }

    private void refuseIfUsed() throws IOException {
        if (database.acrossTerritory("whether files are under a master key").count("select count(*) from files_key k") > 0) {
            throw new IOException(masters.file() + " is missing: bring it back from its copy, what was stored before cannot be read without it");
        }
    }

    private TenantKey opened(Wrapped wrapped) throws IOException {
        TenantKey known = opened.get(wrapped.id());
        if (known == null) {
            known = new TenantKey(wrapped.id(), unwrap(wrapped));
            opened.put(wrapped.id(), known);
        }
        return known;
    }

    private byte[] unwrap(Wrapped wrapped) throws IOException {
        // Read anew for every key that is not yet opened: a file that was just copied counts at once.
        MasterKey master = named(masters.read(), wrapped.master());
        try {
            return new AesGcmJce(master.bytes()).decrypt(Base64.getDecoder().decode(wrapped.bytes()), context(wrapped.tenant(), wrapped.id()));
        } catch (GeneralSecurityException forged) {
            throw new IOException("data key " + wrapped.id() + " does not open with master key " + master.name(), forged);
        }
    }

    private static String wrap(MasterKey master, TenantId tenant, UUID id, byte[] bytes) throws IOException {
        try {
            return Base64.getEncoder().encodeToString(new AesGcmJce(master.bytes()).encrypt(bytes, context(tenant, id)));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    private static byte[] context(TenantId tenant, UUID id) {
        return ("data key " + tenant + " " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static Wrapped wrapped(TenantId tenant, Row row) {
        return new Wrapped(tenant, row.uuid("id"), row.string("master"), row.string("wrapped"));
    }
}
