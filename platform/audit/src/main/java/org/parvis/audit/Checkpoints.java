package org.parvis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Once a day signs where each chain ends, in the database and in {@code <data>/audit/checkpoints.tsv}. */
@Component(service = {Job.class, Checkpoints.class})
public final class Checkpoints implements Job {
    private static final String FILE = "checkpoints.tsv";

    private final Database database;
    private final Clock clock;
    private final Path folder;
    private @Nullable SigningKey key;

    @Activate
    public Checkpoints(BundleContext context, @Reference Database database, @Reference Clock clock) {
        this(folder(context.getProperty("parvis.data")), database, clock);
    }

    Checkpoints(Path folder, Database database, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
    }

    private static Path folder(@Nullable String data) {
        return (data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data)).resolve("audit");
    }

    @Override
    public String name() {
        return "audit.checkpoint";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(Instant now) {
        make();
    }

    /** The key; made at first need. */
    synchronized SigningKey key() {
        SigningKey known = key;
        if (known == null) {
            known = SigningKey.in(folder);
            key = known;
        }
        return known;
    }

    /** Signs where the chains end that have grown since their last checkpoint; returns how many. */
    public int make() {
        List<TenantId> grown = database.acrossTerritory("audit.checkpoint: whose chain has grown")
                .list(
                        """
                        select distinct s.tenant_id from audit_seal s where not exists
                          (select 1 from audit_checkpoint c where c.tenant_id = s.tenant_id and c.seal >= s.seal)
                        """,
                        row -> new TenantId(row.uuid("tenant_id")));
        List<String> lines = new ArrayList<>();
        grown.forEach(tenant -> lines.add(database.of(tenant).call(this::checkpoint).line()));
        append(lines);
        return lines.size();
    }

    private Checkpoint checkpoint(Transaction transaction) {
        Seal last = Sealer.last(transaction);
        Checkpoint made = key().sign(new Checkpoint(
                transaction.tenant(), last.number(), last.digest(), clock.instant().truncatedTo(ChronoUnit.SECONDS), key().id(), ""));
        transaction.execute(
                "insert into audit_checkpoint (tenant_id, seal, digest, made, signer, signature) values (:tenant, :seal, :digest, :made, :signer, :signature)",
                "seal", made.seal(), "digest", made.digest(), "made", made.made(), "signer", made.signer(), "signature", made.signature());
        return made;
    }

    private void append(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.write(file(), lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where they are written. */
    public Path file() {
        return folder.resolve(FILE);
    }

    /** The public key, as PEM. */
    public String publicKey() {
        return key().publicPem();
    }

    /** Those of a tenant in the database, oldest first. */
    List<Checkpoint> of(TenantId tenant) {
        return database.of(tenant).list("select " + Checkpoint.COLUMNS + " from audit_checkpoint c where c.tenant_id = :tenant order by c.seal", Checkpoint::of);
    }

    /** Those of all tenants in the database and in the file, and in another file that somebody has kept elsewhere. */
    Set<Checkpoint> known(@Nullable Path other) throws IOException {
        Set<Checkpoint> all = new LinkedHashSet<>(database.acrossTerritory("audit: all checkpoints")
                .list("select " + Checkpoint.COLUMNS + " from audit_checkpoint c", Checkpoint::of));
        if (Files.exists(file())) {
            all.addAll(read(file()));
        }
        if (other != null) {
            all.addAll(read(other));
        }
        return all;
    }

    private static List<Checkpoint> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Checkpoint::read).flatMap(Optional::stream).toList();
        }
    }
}
