package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.FileTable.FileRow;
import org.parvis.files.FileTable.Place;
import org.parvis.files.seal.TenantKey;
import org.parvis.files.seal.TenantKeys;
import org.parvis.files.store.FolderShelf;

/** Attachments of tenants. */
@Component(service = {org.parvis.api.file.Files.class, StoredFiles.class})
public final class StoredFiles implements org.parvis.api.file.Files {
    private static final long LARGEST = 25L << 20;

    private final ContentStore store;
    private final Intake intake;
    private final TenantKeys keys;
    private final FileTable table;
    private final Clock clock;

    @Activate
    public StoredFiles(
            @Reference FilesHost host, @Reference Intake intake, @Reference TenantKeys keys, @Reference Database database, @Reference Clock clock) {
        this.store = host.store();
        this.intake = intake;
        this.keys = keys;
        this.table = new FileTable(database);
        this.clock = clock;
    }

    @Override
    public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
        return store(tenant, "", field, upload, allowed);
    }

    @Override
    public StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed) {
        try (InputStream in = upload.open()) {
            return take(tenant, kind, upload.fileName(), in, allowed);
        } catch (Unreadable refused) {
            throw Invalid.field(field, refused.messageKey(), refused.arguments());
        } catch (IOException full) {
            throw StoredImages.unwritable(full);
        }
    }

    private StoredFile take(TenantId tenant, String kind, String fileName, InputStream in, List<String> allowed) throws IOException, Unreadable {
        try (ContentStore.Incoming incoming = intake.receive(tenant, fileName, in, LARGEST, "files.file.large")) {
            FileType type = FileType.among(allowed, incoming.path(), fileName);
            UUID id = Ids.next();
            FileRow row = new FileRow(
                    id, keep(tenant, id, kind, incoming), type.named(FileNames.clean(fileName)), type.mediaType(), incoming.size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS), kind);
            table.insert(tenant, row);
            return file(row);
        }
    }

    /** What everybody may read lies as it came; what has a guard is encrypted, since it may not be public yet, or no more. */
    private Place keep(TenantId tenant, UUID id, String kind, ContentStore.Incoming incoming) throws IOException, Unreadable {
        if (kind.isEmpty()) {
            store.keep(incoming);
            return new Place(incoming.sha(), null);
        }
        return keepSealed(tenant, id, incoming);
    }

    private Place keepSealed(TenantId tenant, UUID id, ContentStore.Incoming incoming) throws IOException, Unreadable {
        TenantKey key = keys.newest(tenant);
        try (ContentStore.Incoming sealed = intake.seal(key, context(tenant, id), incoming)) {
            store.keepSealed(sealed);
            return new Place(sealed.sha(), key.id());
        }
    }

    private static String context(TenantId tenant, UUID id) {
        return "file " + tenant + " " + id;
    }

    /**
     * Puts another file of the same type at the address of one.
     *
     * @throws Invalid of that field if it is of another type or too large
     */
    public void replace(TenantId tenant, String id, String field, Upload upload) {
        FileRow before = row(tenant, id).orElseThrow(NotFound::new);
        try (InputStream in = upload.open();
                ContentStore.Incoming incoming = intake.receive(tenant, upload.fileName(), in, LARGEST, "files.file.large")) {
            FileType.among(List.of(before.mediaType()), incoming.path(), before.fileName());
            table.replace(tenant, before.id(), keep(tenant, before.id(), before.kind(), incoming), incoming.size(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (Unreadable refused) {
            throw Invalid.field(field, refused.messageKey(), refused.arguments());
        } catch (IOException full) {
            throw StoredImages.unwritable(full);
        }
    }

    @Override
    public Optional<StoredFile> byId(TenantId tenant, String id) {
        return row(tenant, id).map(StoredFiles::file);
    }

    @Override
    public List<StoredFile> byIds(TenantId tenant, List<String> ids) {
        List<UUID> known = ids.stream().distinct().flatMap(id -> StoredImages.uuid(id).stream()).toList();
        Map<UUID, FileRow> rows = table.byIds(tenant, known).stream().collect(Collectors.toMap(FileRow::id, Function.identity()));
        return known.stream().filter(rows::containsKey).map(id -> file(rows.get(id))).toList();
    }

    @Override
    public StoredFile share(TenantId from, String id, TenantId to) {
        FileRow source = row(from, id).orElseThrow(NotFound::new);
        String shared = StoredImages.sharedId(from, source.id(), to).toString();
        if (row(to, shared).isEmpty()) {
            table.insert(to, new FileRow(
                    UUID.fromString(shared), placeFor(from, source, to, UUID.fromString(shared)), source.fileName(), source.mediaType(), source.size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS), source.kind()));
        }
        return row(to, shared).map(StoredFiles::file).orElseThrow(NotFound::new);
    }

    /** The same bytes; what is encrypted is encrypted once more, under the other tenant's key. */
    private Place placeFor(TenantId from, FileRow source, TenantId to, UUID id) {
        if (source.place().key() == null) {
            return source.place();
        }
        try (InputStream in = open(from, source); ContentStore.Incoming plain = store.receive(in, LARGEST, "files.file.large")) {
            return keep(to, id, source.kind(), plain);
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException full) {
            throw StoredImages.unwritable(full);
        }
    }

    /** Encrypts what lies as it came; what lay there goes with the next purge. False if it is another file by now. */
    boolean seal(TenantId tenant, FileRow file) throws IOException {
        try (InputStream in = open(tenant, file); ContentStore.Incoming plain = store.receive(in, LARGEST, "files.file.large")) {
            return table.move(tenant, file, keepSealed(tenant, file.id(), plain));
        } catch (Unreadable impossible) {
            throw new IOException(impossible);
        }
    }

    @Override
    public InputStream open(TenantId tenant, StoredFile file) throws IOException {
        return open(tenant, row(tenant, file.id()).orElseThrow(NotFound::new));
    }

    private InputStream open(TenantId tenant, FileRow row) throws IOException {
        return row.place().key() == null
                ? store.shelf().open(ContentStore.content(row.place().content()))
                : Channels.newInputStream(plain(tenant, row, row.place().key()));
    }

    private SeekableByteChannel plain(TenantId tenant, FileRow row, UUID key) throws IOException {
        return keys.byId(tenant, key).open(store.shelf().channel(ContentStore.sealed(row.place().content())), context(tenant, row.id()));
    }

    /** Any part of its plain bytes. */
    Response.RangeWriter writer(TenantId tenant, FileRow row) {
        UUID key = row.place().key();
        if (key == null) {
            return Served.of(store.shelf(), ContentStore.content(row.place().content()));
        }
        return Served.of((out, first, length) -> {
            try (SeekableByteChannel in = plain(tenant, row, key)) {
                FolderShelf.copy(in.position(first), out, length < 0 ? row.size() - first : length);
            }
        });
    }

    Optional<FileRow> row(TenantId tenant, String id) {
        return StoredImages.uuid(id).flatMap(known -> table.byIds(tenant, List.of(known)).stream().findFirst());
    }

    static StoredFile file(FileRow row) {
        String path = "/fichiers/" + row.id() + "/" + FileNames.encoded(row.fileName());
        return new StoredFile(row.id().toString(), row.fileName(), row.mediaType(), row.size(), path, row.stored());
    }
}
