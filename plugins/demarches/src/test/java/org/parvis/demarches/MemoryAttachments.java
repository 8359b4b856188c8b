package org.parvis.demarches;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Unavailable;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** Attachments that are never refused but when they begin with "virus", or "away" as if nothing could be checked or stored now. */
public final class MemoryAttachments implements Attachments {
    final Map<String, Attachment> files = new LinkedHashMap<>();
    /** How many were asked for one by one. */
    final AtomicInteger single = new AtomicInteger();
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private final Clock clock;
    /** Ids of those whose bytes the disk has lost. */
    public final Set<String> lost = new HashSet<>();
    /** What others do while files are received. */
    Runnable meanwhile = () -> {};

    MemoryAttachments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Attachment> store(TenantId tenant, String kind, String subject, List<Upload> uploads, String field, FileRules rules) {
        List<Attachment> stored = new ArrayList<>();
        for (Upload upload : uploads) {
            try (InputStream in = upload.open()) {
                byte[] content = in.readAllBytes();
                if (new String(content, StandardCharsets.UTF_8).startsWith("virus")) {
                    throw Invalid.field(field, "files.infected");
                }
                if (new String(content, StandardCharsets.UTF_8).startsWith("away")) {
                    throw new Unavailable("files.scan.away");
                }
                String id = UUID.randomUUID().toString();
                Attachment file = new Attachment(id, kind, subject, upload.fileName(), upload.declaredType(), content.length, "/piece/" + id, clock.instant());
                files.put(tenant + id, file);
                bytes.put(id, content);
                stored.add(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        meanwhile.run();
        return stored;
    }

    @Override
    public Optional<Attachment> byId(TenantId tenant, String id) {
        single.incrementAndGet();
        return Optional.ofNullable(files.get(tenant + id));
    }

    @Override
    public List<Attachment> of(TenantId tenant, String kind, String subject) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(tenant.toString()) && file.getValue().subject().equals(subject))
                .map(Map.Entry::getValue).toList();
    }

    @Override
    public InputStream open(TenantId tenant, Attachment attachment) throws IOException {
        if (lost.contains(attachment.id())) {
            throw new IOException("lost");
        }
        return new ByteArrayInputStream(bytes.getOrDefault(attachment.id(), new byte[0]));
    }

    @Override
    public void delete(Transaction transaction, String kind, Collection<String> ids) {
        ids.forEach(id -> files.remove(transaction.tenant() + id));
    }
}
