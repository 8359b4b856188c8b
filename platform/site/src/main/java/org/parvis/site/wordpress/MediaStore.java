package org.parvis.site.wordpress;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.file.Files;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.TenantId;

/** Stores pictures and files that were brought along, each once, and leads their former addresses to them. */
@Component(service = MediaStore.class)
public final class MediaStore {

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
    private final Images images;
    private final Files files;
    private final Redirects redirects;

    @Activate
    public MediaStore(@Reference Database database, @Reference Images images, @Reference Files files, @Reference Redirects redirects) {
        this.database = database;
        this.images = images;
        this.files = files;
        this.redirects = redirects;
    }

    /** What was made of a file: where it is now. */
    private record Stored(String id, String path) {}

    /** Stores one; what is no picture or file that a site may have is as if it had not been brought along. */
    void store(TenantId tenant, SiteImport run, ImportMedia media, Instant now) {
        TenantData data = database.of(tenant);
        Optional<Stored> stored = MediaTable.bytes(data, run.id(), media.number()).flatMap(bytes -> made(tenant, media, bytes));
        data.write(transaction -> {
            MediaTable.stored(transaction, run.id(), media.number(), stored.map(Stored::id).orElse(""));
            stored.ifPresent(one -> {
                OriginTable.put(transaction, new OriginTable.Target(media.origin(), one.id(), one.path(), ""), now);
                List<Redirects.Redirect> old = new ArrayList<>();
                run.site().path(media.url())
                        .filter(path -> path.length() <= 500 && path.indexOf('?') < 0 && path.chars().noneMatch(Character::isISOControl))
                        .ifPresent(path -> old.add(new Redirects.Redirect(path, one.path())));
                redirects.put(transaction, old);
            });
        });
    }

    private Optional<Stored> made(TenantId tenant, ImportMedia media, byte[] bytes) {
        try {
            if (media.isPicture()) {
                Image image = images.store(tenant, media.fileName(), bytes, media.alt());
                return Optional.of(new Stored(image.id(), image.src()));
            }
            Files.StoredFile file = files.store(tenant, "file", new Brought(media.fileName(), bytes), DOCUMENTS);
            return Optional.of(new Stored(file.id(), file.path()));
        } catch (Invalid refused) {
            return Optional.empty();
        }
    }

    /** Bytes that were brought along. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Brought(String fileName, byte[] bytes) implements Upload {

        @Override
        public String declaredType() {
            return "application/octet-stream";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
