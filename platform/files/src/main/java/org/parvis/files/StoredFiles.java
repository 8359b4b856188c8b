package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private static final int LONGEST_NAME = 120;

    private final ContentStore store;
    private final FileTable table;
    private final Clock clock;

    @Activate
    public StoredFiles(@Reference FilesHost host, @Reference Database database, @Reference Clock clock) {
        this.store = host.store();
        this.table = new FileTable(database);
        this.clock = clock;
    }

    @Override
    public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
        try (InputStream in = upload.open()) {
            return store(tenant, upload.fileName(), in, allowed);
        } catch (Unreadable refused) {
            throw Invalid.field(field, refused.messageKey(), refused.arguments());
        } catch (IOException full) {
            throw StoredImages.unwritable(full);
        }
    }

    private StoredFile store(TenantId tenant, String fileName, InputStream in, List<String> allowed) throws IOException, Unreadable {
        try (ContentStore.Incoming incoming = store.receive(in, LARGEST, "files.file.large")) {
            FileType type = FileType.of(incoming.path(), fileName)
                    .filter(found -> allowed.contains(found.mediaType()))
                    .orElseThrow(() -> new Unreadable("files.file.type", labels(allowed)));
            store.keep(incoming);
            FileRow row = new FileRow(
                    Ids.next(), incoming.sha(), type.named(clean(fileName)), type.mediaType(), incoming.size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            table.insert(tenant, row);
            return file(row);
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
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        table.insert(to, shared);
        return row(to, shared.id().toString()).map(StoredFiles::file).orElseThrow(NotFound::new);
    }

    @Override
    public InputStream open(TenantId tenant, StoredFile file) throws IOException {
        return Files.newInputStream(store.content(row(tenant, file.id()).orElseThrow(NotFound::new).content()));
    }

    Optional<FileRow> row(TenantId tenant, String id) {
        return StoredImages.uuid(id).flatMap(known -> table.byIds(tenant, List.of(known)).stream().findFirst());
    }

    private static StoredFile file(FileRow row) {
        String name = URLEncoder.encode(row.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        return new StoredFile(row.id().toString(), row.fileName(), row.mediaType(), row.size(), "/fichiers/" + row.id() + "/" + name, row.stored());
    }

    private static String labels(List<String> allowed) {
        return allowed.stream().flatMap(type -> FileType.ofMediaType(type).stream()).map(FileType::label).distinct().collect(Collectors.joining(", "));
    }

    /** Without folders, control characters and what file systems dislike. */
    private static String clean(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*%;]", " ")
                .strip()
                .replaceAll("^\\.+", "");
        String kept = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return kept.isBlank() ? "document" : kept;
    }
}
