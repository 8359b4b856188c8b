package org.parvis.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.file.Image;
import org.parvis.api.file.ImageBytes;
import org.parvis.api.file.Images;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Unavailable;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.ImageTable.StoredImage;
import org.parvis.files.store.Shelf;
import org.parvis.files.store.StoreAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures of tenants: variants in the store, a row each. */
@Component(service = {Images.class, ImageBytes.class, StoredImages.class})
public final class StoredImages implements Images, ImageBytes {
    private static final Logger LOG = LoggerFactory.getLogger(StoredImages.class);
    private static final long LARGEST = 25L << 20;
    private static final int LONGEST_ALT = 500;
    private static final int MIDDLE = 800;
    private static final Duration DRAFT = Duration.ofDays(1);

    private final Intake intake;
    private final Pictures pictures;
    private final Shelf shelf;
    private final ImageTable table;
    private final Clock clock;

    @Activate
    public StoredImages(@Reference FilesHost host, @Reference Intake intake, @Reference Database database, @Reference Clock clock) {
        this.intake = intake;
        this.pictures = host.pictures();
        this.shelf = host.store().shelf();
        this.table = new ImageTable(database);
        this.clock = clock;
    }

    @Override
    public Image store(TenantId tenant, String field, Upload upload, String alt) {
        return store(tenant, field, upload, alt, null);
    }

    @Override
    public Image draft(TenantId tenant, String field, Upload upload, String alt) {
        return store(tenant, field, upload, alt, clock.instant().plus(DRAFT));
    }

    @Override
    public void keep(TenantId tenant, String id) {
        if (!uuid(id).filter(known -> table.keep(tenant, known)).isPresent()) {
            throw new NotFound();
        }
    }

    private Image store(TenantId tenant, String field, Upload upload, String alt, @Nullable Instant draftUntil) {
        try (InputStream in = upload.open()) {
            return store(tenant, upload.fileName(), in, alt, draftUntil);
        } catch (Unreadable refused) {
            throw Invalid.field(field, refused.messageKey(), refused.arguments());
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    @Override
    public Image store(TenantId tenant, String fileName, byte[] bytes, String alt) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return store(tenant, fileName, in, alt, null);
        } catch (Unreadable refused) {
            throw Invalid.field(fileName, refused.messageKey(), refused.arguments());
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    private Image store(TenantId tenant, String fileName, InputStream in, String alt, @Nullable Instant draftUntil) throws IOException, Unreadable {
        try (ContentStore.Incoming incoming = intake.receive(tenant, fileName, in, LARGEST, "files.image.large")) {
            StoredImage stored = new StoredImage(
                    Ids.next(), incoming.sha(), shortened(alt), pictures.make(incoming), FileNames.clean(fileName), "");
            table.insert(tenant, stored, clock.instant(), draftUntil);
            return image(stored);
        }
    }

    @Override
    public Optional<Image> byId(TenantId tenant, String id) {
        return Optional.ofNullable(byIds(tenant, List.of(id)).get(id));
    }

    @Override
    public Map<String, Image> byIds(TenantId tenant, Collection<String> ids) {
        List<UUID> known = ids.stream().distinct().flatMap(id -> uuid(id).stream()).toList();
        Map<String, Image> images = new HashMap<>();
        table.byIds(tenant, known).forEach(stored -> images.put(stored.id().toString(), image(stored)));
        return images;
    }

    @Override
    public void describe(TenantId tenant, String id, String alt) {
        table.describe(tenant, uuid(id).orElseThrow(NotFound::new), shortened(alt));
    }

    @Override
    public String share(TenantId from, String id, TenantId to) {
        StoredImage source = stored(from, id).orElseThrow(NotFound::new);
        UUID shared = sharedId(from, source.id(), to);
        table.insert(to, new StoredImage(shared, source.content(), source.alt(), source.made(), source.fileName(), source.credit()), clock.instant(), null);
        return shared.toString();
    }

    @Override
    public Optional<byte[]> read(TenantId tenant, String id, int widest) throws IOException {
        StoredImage stored = stored(tenant, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        List<Integer> widths = stored.made().widths();
        int width = widths.stream().filter(made -> made <= widest).reduce((smaller, wider) -> wider).orElse(widths.get(0));
        try (InputStream in = shelf.open(Pictures.variant(stored.content(), width, stored.made().format()))) {
            return Optional.of(in.readAllBytes());
        }
    }

    Optional<StoredImage> stored(TenantId tenant, String id) {
        return uuid(id).flatMap(known -> table.byIds(tenant, List.of(known)).stream().findFirst());
    }

    /** The same whenever the same thing is shared again. */
    static UUID sharedId(TenantId from, UUID id, TenantId to) {
        return UUID.nameUUIDFromBytes(("shared " + from + " " + id + " " + to).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Unavailable unwritable(IOException fault) {
        if (fault instanceof StoreAway) {
            return away(fault);
        }
        LOG.error("A file cannot be stored: {}", fault.toString());
        return new Unavailable("files.full");
    }

    /** The store does not answer: said once a request, without a trace. */
    static Unavailable away(IOException fault) {
        LOG.error("{}", fault.getMessage());
        return new Unavailable("files.store.away");
    }

    private static String shortened(String alt) {
        String stripped = alt.strip();
        return stripped.length() > LONGEST_ALT ? stripped.substring(0, LONGEST_ALT) : stripped;
    }

    private static Image image(StoredImage stored) {
        Pictures.Made made = stored.made();
        String base = "/images/" + stored.id() + "/";
        int middle = made.widths().contains(MIDDLE) ? MIDDLE : made.width();
        return new Image(
                stored.id().toString(),
                stored.alt(),
                base + middle + "." + made.format(),
                sources(made.widths(), width -> base + width + "." + made.format()),
                made.webp() ? sources(made.widths(), width -> base + width + ".webp") : "",
                made.width(),
                made.height(),
                stored.credit());
    }

    private static String sources(List<Integer> widths, IntFunction<String> path) {
        return widths.stream().map(width -> path.apply(width) + " " + width + "w").collect(Collectors.joining(", "));
    }
}
