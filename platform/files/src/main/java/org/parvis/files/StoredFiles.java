package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
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
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.FileTable.FileRow;

/** Attachments of tenants. */
@Component(service = {org.parvis.api.file.Files.class, StoredFiles.class})
public final class StoredFiles implements org.parvis.api.file.Files {
    private static final long LARGEST = 25L << 20;

    private final ContentStore store;
    private final Intake intake;
    private final FileTable table;
    private final Clock clock;

    @Activate
    public StoredFiles(@Reference FilesHost host, @Reference Intake intake, @Reference Database database, @Reference Clock clock) {
        this.store = host.store();
        this.intake = intake;
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
            store.keep(incoming);
            FileRow row = new FileRow(
                    Ids.next(), incoming.sha(), type.named(FileNames.clean(fileName)), type.mediaType(), incoming.size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS), kind);
            table.insert(tenant, row);
            return file(row);
        }
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
            store.keep(incoming);
            table.replace(tenant, before.id(), incoming.sha(), incoming.size(), clock.instant().truncatedTo(ChronoUnit.MICROS));
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
        FileRow shared = new FileRow(
                StoredImages.sharedId(from, source.id(), to), source.content(), source.fileName(), source.mediaType(), source.size(),
                clock.instant().truncatedTo(ChronoUnit.MICROS), source.kind());
        table.insert(to, shared);
        return row(to, shared.id().toString()).map(StoredFiles::file).orElseThrow(NotFound::new);
    }

    @Override
    public InputStream open(TenantId tenant, StoredFile file) throws IOException {
        return store.shelf().open(ContentStore.content(row(tenant, file.id()).orElseThrow(NotFound::new).content()));
    }

    Optional<FileRow> row(TenantId tenant, String id) {
        return StoredImages.uuid(id).flatMap(known -> table.byIds(tenant, List.of(known)).stream().findFirst());
    }

    static StoredFile file(FileRow row) {
        String path = "/fichiers/" + row.id() + "/" + FileNames.encoded(row.fileName());
        return new StoredFile(row.id().toString(), row.fileName(), row.mediaType(), row.size(), path, row.stored());
    }
}
