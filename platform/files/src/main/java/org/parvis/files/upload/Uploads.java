package org.parvis.files.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Seal;
import org.parvis.api.file.FileAccess;
import org.parvis.api.file.ResumableUploads;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.CallRate;
import org.parvis.api.route.Request;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.FilesHost;
import org.parvis.files.upload.UploadTable.UploadRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads under way: each belongs to a tenant, and there to the agent who began it in the back office, or to the thing that a visitor fills
 * in; it goes when its form was taken, and a day after it began at the latest. Nothing of it is served.
 */
@Component(service = {Uploads.class, ResumableUploads.class})
public final class Uploads implements ResumableUploads {
    static final long LARGEST = 1L << 30;
    static final Duration KEPT = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST_OF_AGENT = 60;
    private static final long MOST_BYTES_OF_TENANT = 4L << 30;
    static final long LARGEST_OF_VISITOR = 32L << 20;
    private static final int MOST_OF_VISITOR = 20;
    /** Of all visitors of a tenant: agents have the rest to themselves. */
    private static final long MOST_BYTES_OF_VISITORS = 1L << 30;
    private static final int BEGUN_IN_AN_HOUR = 100;
    private static final int LONGEST_TYPE = 120;

    private final Path folder;
    private final Database database;
    private final Seal seal;
    private final Plugins plugins;
    private final CallRate visitors = new CallRate(BEGUN_IN_AN_HOUR, Duration.ofHours(1));

    @Activate
    public Uploads(@Reference FilesHost host, @Reference Database database, @Reference Seal seal, @Reference Plugins plugins) {
        this.folder = host.uploads();
        this.database = database;
        this.seal = seal;
        this.plugins = plugins;
    }

    /**
     * Whose an upload is.
     *
     * @param id of the agent, or of what the visitor fills in
     * @param email of the agent; empty: a visitor's
     */
    record Owner(UUID id, String email) {
        static Owner of(Agent agent) {
            return new Owner(agent.id(), agent.email());
        }

        boolean visitor() {
            return email.isEmpty();
        }

        long largest() {
            return visitor() ? LARGEST_OF_VISITOR : LARGEST;
        }
    }

    /** Who sends something for a thing on a public page, if they may. */
    Optional<Owner> visitor(Request request, String thing) {
        return uuid(thing).filter(subject -> mayAttach(request, subject)).map(subject -> new Owner(subject, ""));
    }

    private boolean mayAttach(Request request, UUID subject) {
        return plugins.of(request.tenant()).of(FileAccess.class).stream().anyMatch(access -> access.mayAttach(request, subject));
    }

    /** What a browser says of a file that it is about to send. */
    record Announced(String fileName, String type, long size) {}

    /** A file that is whole. */
    private record Finished(PartialFile file, String fileName, String declaredType, long size) implements Upload {
        @Override
        public InputStream open() throws IOException {
            return file.open();
        }
    }

    /** Empty if the owner or the tenant has too much under way. */
    Optional<UploadRow> begin(Request request, Owner owner, Announced announced) throws IOException {
        if (owner.visitor() && !visitors.allows(request.clientAddress(), request.now())) {
            return Optional.empty();
        }
        String type = announced.type().length() > LONGEST_TYPE ? "" : announced.type();
        UUID id = Ids.next();
        UploadRow row = new UploadRow(
                id, owner.id(), owner.email(), announced.fileName(), type, announced.size(), request.now().plus(KEPT).truncatedTo(ChronoUnit.MICROS),
                seal.seal(request.tenant(), PieceCipher.fresh().key(), context(id)));
        boolean begun = database.of(request.tenant()).call(transaction -> {
            if (UploadTable.count(transaction, owner.id(), request.now()) >= (owner.visitor() ? MOST_OF_VISITOR : MOST_OF_AGENT)
                    || UploadTable.bytes(transaction, request.now()) + row.size() > MOST_BYTES_OF_TENANT
                    || owner.visitor() && UploadTable.bytesOfVisitors(transaction, request.now()) + row.size() > MOST_BYTES_OF_VISITORS) {
                return false;
            }
            UploadTable.insert(transaction, row);
            return true;
        });
        if (!begun) {
            return Optional.empty();
        }
        file(request.tenant(), row).create();
        return Optional.of(row);
    }

    /** What the agent who asks began in this tenant, or a visitor for a thing that the one who asks may add to. */
    Optional<UploadRow> find(Request request, String id) {
        return uuid(id).flatMap(known -> UploadTable.byId(database.of(request.tenant()), known, request.now()))
                .filter(row -> request.agent().isPresent()
                        ? row.owner().equals(request.signedIn().id())
                        : row.email().isEmpty() && mayAttach(request, row.owner()));
    }

    PartialFile file(TenantId tenant, UploadRow row) {
        return new PartialFile(path(tenant, row.id()), row.key() == null ? null : new PieceCipher(seal.open(tenant, row.key(), context(row.id()))));
    }

    private Path path(TenantId tenant, UUID id) {
        return folder.resolve(tenant.value().toString()).resolve(id.toString());
    }

    private static String context(UUID id) {
        return "files.upload " + id;
    }

    @Override
    public Optional<Upload> finished(Request request, String id) {
        return find(request, id).flatMap(row -> whole(request.tenant(), row));
    }

    private Optional<Upload> whole(TenantId tenant, UploadRow row) {
        PartialFile file = file(tenant, row);
        try {
            return Files.exists(file.path()) && file.length() == row.size()
                    ? Optional.of(new Finished(file, row.fileName(), row.type(), row.size()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("An upload cannot be read: {}", unreadable.toString());
            return Optional.empty();
        }
    }

    @Override
    public void forget(Request request, Collection<String> ids) {
        List<UUID> known = ids.stream().flatMap(id -> find(request, id).stream()).map(UploadRow::id).toList();
        if (!known.isEmpty()) {
            database.of(request.tenant()).write(transaction -> UploadTable.delete(transaction, known));
            known.forEach(id -> delete(path(request.tenant(), id)));
        }
    }

    /** Deletes files that nobody can go on with any more. */
    public void purge(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Last written to while its row was there, which is a day at most.
                if (isOlder(file, now.minus(KEPT))) {
                    delete(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            LOG.warn("An upload cannot be deleted: {}", undeletable.toString());
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
