package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.AttachmentTable.AttachmentRow;
import org.parvis.files.AttachmentTable.Owner;
import org.parvis.files.seal.TenantKey;
import org.parvis.files.seal.TenantKeys;

/** Private files: each encrypted for itself, found by the hash of what is on disk. */
@Component(service = {Attachments.class, SealedAttachments.class})
public final class SealedAttachments implements Attachments {
    private final ContentStore store;
    private final Intake intake;
    private final TenantKeys keys;
    private final AttachmentTable table;
    private final Clock clock;

    @Activate
    public SealedAttachments(
            @Reference FilesHost host, @Reference Intake intake, @Reference TenantKeys keys, @Reference Database database, @Reference Clock clock) {
        this.store = host.store();
        this.intake = intake;
        this.keys = keys;
        this.table = new AttachmentTable(database);
        this.clock = clock;
    }

    /** Received, of a type that is allowed, and not infected. */
    private record Checked(ContentStore.Incoming incoming, String fileName, FileType type) {}

    @Override
    public List<Attachment> store(TenantId tenant, String kind, String subject, List<Upload> uploads, String field, FileRules rules) {
        if (uploads.size() > rules.count()) {
            throw Invalid.field(field, "files.file.count", rules.count());
        }
        List<Checked> checked = new ArrayList<>();
        try {
            try {
                for (Upload upload : uploads) {
                    checked.add(check(tenant, upload, rules));
                }
                return seal(tenant, new Owner(kind, subject), checked);
            } finally {
                for (Checked one : checked) {
                    one.incoming().close();
                }
            }
        } catch (Unreadable refused) {
            throw Invalid.field(field, refused.messageKey(), refused.arguments());
        } catch (IOException unwritable) {
            throw StoredImages.unwritable(unwritable);
        }
    }

    private Checked check(TenantId tenant, Upload upload, FileRules rules) throws IOException, Unreadable {
        try (InputStream in = upload.open()) {
            ContentStore.Incoming incoming = intake.receive(tenant, upload.fileName(), in, rules.bytes(), "files.file.large");
            try {
                FileType type = FileType.among(rules.types(), incoming.path(), upload.fileName());
                return new Checked(incoming, type.named(FileNames.clean(upload.fileName())), type);
            } catch (IOException | Unreadable | RuntimeException refused) {
                incoming.close();
                throw refused;
            }
        }
    }

    private List<Attachment> seal(TenantId tenant, Owner owner, List<Checked> checked) throws IOException, Unreadable {
        if (checked.isEmpty()) {
            return List.of();
        }
        TenantKey key = keys.newest(tenant);
        List<AttachmentRow> rows = new ArrayList<>();
        for (Checked one : checked) {
            UUID id = Ids.next();
            try (ContentStore.Incoming sealed = intake.seal(key, context(tenant, id), one.incoming())) {
                store.keepSealed(sealed);
                rows.add(new AttachmentRow(id, owner, key.id(), sealed.sha(), one.fileName(), one.type().mediaType(), one.incoming().size(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
            }
        }
        table.insert(tenant, rows);
        return rows.stream().map(SealedAttachments::attachment).toList();
    }

    @Override
    public Optional<Attachment> byId(TenantId tenant, String id) {
        return row(tenant, id).map(SealedAttachments::attachment);
    }

    @Override
    public List<Attachment> of(TenantId tenant, String kind, String subject) {
        return table.of(tenant, new Owner(kind, subject)).stream().map(SealedAttachments::attachment).toList();
    }

    @Override
    public InputStream open(TenantId tenant, Attachment attachment) throws IOException {
        return Channels.newInputStream(channel(tenant, attachment.id()));
    }

    @Override
    public void delete(Transaction transaction, String kind, Collection<String> ids) {
        AttachmentTable.delete(transaction, kind, ids.stream().flatMap(id -> StoredImages.uuid(id).stream()).toList());
    }

    /** The plain bytes, any part of them. */
    SeekableByteChannel channel(TenantId tenant, String id) throws IOException {
        AttachmentRow row = row(tenant, id).orElseThrow(NotFound::new);
        return keys.byId(tenant, row.key()).open(store.shelf().channel(ContentStore.sealed(row.content())), context(tenant, row.id()));
    }

    private Optional<AttachmentRow> row(TenantId tenant, String id) {
        return StoredImages.uuid(id).flatMap(known -> table.byId(tenant, known));
    }

    private static String context(TenantId tenant, UUID id) {
        return "attachment " + tenant + " " + id;
    }

    private static Attachment attachment(AttachmentRow row) {
        String path = AttachmentRoutes.BASE + row.id() + "/" + FileNames.encoded(row.fileName());
        return new Attachment(
                row.id().toString(), row.owner().kind(), row.owner().subject(), row.fileName(), row.mediaType(), row.size(), path, row.stored());
    }
}
