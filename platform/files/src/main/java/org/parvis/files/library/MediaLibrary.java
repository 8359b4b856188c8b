package org.parvis.files.library;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.StoredFiles;
import org.parvis.files.StoredImages;

/** The library of a tenant: found, described, replaced; deleted only when nothing uses it. */
@Component(service = MediaLibrary.class)
public final class MediaLibrary {

    /** Tag of a picture that is deleted or replaced: nodes forget what they keep of it. */
    private static final String TAG = "files.image:";

    private static final List<String> DOCUMENTS = List.of(
            "application/pdf",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "text/plain",
            "text/csv");

    private final Database database;
    private final StoredImages images;
    private final StoredFiles files;
    private final Plugins plugins;
    private final Audit audit;

    @Activate
    public MediaLibrary(
            @Reference Database database, @Reference StoredImages images, @Reference StoredFiles files, @Reference Plugins plugins,
            @Reference Audit audit) {
        this.database = database;
        this.images = images;
        this.files = files;
        this.plugins = plugins;
        this.audit = audit;
    }

    MediaTable.Found find(TenantId tenant, MediaSearch wanted) {
        MediaTable.Found found = MediaTable.find(database.of(tenant), wanted);
        return new MediaTable.Found(shown(tenant, found.items()), found.total(), found.page(), found.pages());
    }

    /** @throws NotFound if the tenant has no such thing */
    MediaItem get(TenantId tenant, MediaKind kind, UUID id) {
        return MediaTable.byId(database.of(tenant), kind, id)
                .flatMap(item -> shown(tenant, List.of(item)).stream().findFirst())
                .orElseThrow(NotFound::new);
    }

    private List<MediaItem> shown(TenantId tenant, List<MediaItem> items) {
        List<String> ids = items.stream().map(item -> item.id().toString()).toList();
        Map<String, Image> pictures = images.byIds(tenant, ids);
        return items.stream()
                .map(item -> Optional.ofNullable(pictures.get(item.id().toString())).map(item::shownAs).orElse(item))
                .toList();
    }

    /**
     * Stores what an agent sent, as a picture or as a document.
     *
     * @throws org.parvis.api.route.Invalid of {@code files} if it is neither
     */
    void add(TenantId tenant, Upload upload, Agent agent) {
        if (isPicture(upload)) {
            Image image = images.store(tenant, "files", upload, "");
            record(tenant, agent, "files.add", image.id(), upload.fileName());
        } else {
            StoredFile file = files.store(tenant, "files", upload, DOCUMENTS);
            record(tenant, agent, "files.add", file.id(), file.fileName());
        }
    }

    static boolean isPicture(Upload upload) {
        String name = upload.fileName().toLowerCase(Locale.ROOT);
        return upload.declaredType().startsWith("image/") || name.matches(".*\\.(jpe?g|png|gif|webp|svg|heic)");
    }

    private void record(TenantId tenant, Agent agent, String action, String id, String detail) {
        database.of(tenant).write(transaction -> audit.record(transaction, agent, action, id, detail));
    }

    void describe(TenantId tenant, MediaItem item, String name, String alt, String credit, Agent agent) {
        database.of(tenant).write(transaction -> {
            if (item.kind() == MediaKind.IMAGE) {
                MediaTable.describe(transaction, item.id(), name, alt, credit);
            } else {
                MediaTable.rename(transaction, item.id(), name);
            }
            // Any page may show it.
            transaction.touch("site");
            audit.record(transaction, agent, "files.edit", item.id().toString(), name);
        });
    }

    /**
     * Replaces a document at its address, by one of the same type; a picture wherever it is used, and then deletes it.
     *
     * @return what stands for it now
     * @throws org.parvis.api.route.Invalid of {@code file}
     * @throws Conflict if it is a document that has to stay as it is
     */
    MediaItem replace(TenantId tenant, MediaItem item, Upload upload, Agent agent, Instant now) {
        if (item.kind() == MediaKind.DOCUMENT) {
            if (isKept(tenant, item)) {
                throw new Conflict("files.media.kept");
            }
            files.replace(tenant, item.id().toString(), "file", upload);
            database.of(tenant).write(transaction -> {
                transaction.touch("site");
                audit.record(transaction, agent, "files.replace", item.id().toString(), item.title());
            });
            return item;
        }
        Image image = images.store(tenant, "file", upload, item.alt());
        UUID id = UUID.fromString(image.id());
        describe(tenant, get(tenant, MediaKind.IMAGE, id), upload.fileName(), item.alt(), item.credit(), agent);
        uses().forEach(use -> use.replace(tenant, item.id().toString(), image, agent, now));
        record(tenant, agent, "files.replace", image.id(), item.title());
        if (uses(tenant, database.of(tenant), item).isEmpty()) {
            delete(tenant, item, agent);
        }
        return get(tenant, MediaKind.IMAGE, id);
    }

    List<MediaUse.Use> uses(TenantId tenant, MediaItem item) {
        return uses(tenant, database.of(tenant), item);
    }

    private List<MediaUse.Use> uses(TenantId tenant, Reader data, MediaItem item) {
        return uses().stream().flatMap(use -> use.uses(tenant, data, item.id().toString()).stream()).toList();
    }

    /** Whether a document proves something, and may not be exchanged. */
    boolean isKept(TenantId tenant, MediaItem item) {
        return item.kind() == MediaKind.DOCUMENT && uses().stream().anyMatch(use -> use.keeps(tenant, database.of(tenant), item.id().toString()));
    }

    /** Of all plugins, also of those that do not serve the tenant now: they keep their data. */
    private List<MediaUse> uses() {
        return plugins.newest().of(MediaUse.class);
    }

    /** @throws Conflict if something uses it */
    void delete(TenantId tenant, MediaItem item, Agent agent) {
        database.of(tenant).write(transaction -> {
            if (!uses(tenant, transaction, item).isEmpty()) {
                throw new Conflict("files.library.used");
            }
            MediaTable.delete(transaction, item.kind(), item.id());
            transaction.touch(TAG + item.id());
            audit.record(transaction, agent, "files.delete", item.id().toString(), item.title());
        });
    }
}
