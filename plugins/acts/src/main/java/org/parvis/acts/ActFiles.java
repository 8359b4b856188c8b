package org.parvis.acts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Files;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** The documents of acts in the store, and the digest that tells whether they are still what was posted. */
@Component(service = ActFiles.class)
public final class ActFiles {
    private final Files files;

    @Activate
    public ActFiles(@Reference Files files) {
        this.files = files;
    }

    /** A stored PDF file. */
    record Document(String file, String fileName, long size, String sha256) {}

    /** @throws org.parvis.api.route.Invalid of {@code document} if it is no PDF, too large or infected */
    Document store(TenantId tenant, Upload upload) {
        return document(tenant, files.store(tenant, ActGuard.KIND, "document", upload, List.of("application/pdf")));
    }

    /** What a form already brought. */
    Optional<Document> byId(TenantId tenant, String id) {
        return files.byId(tenant, id).filter(file -> file.type().equals("application/pdf")).map(file -> document(tenant, file));
    }

    private Document document(TenantId tenant, Files.StoredFile file) {
        return new Document(file.id(), file.fileName(), file.size(), digest(tenant, file));
    }

    /** Whether the bytes are those that were posted. */
    boolean intact(TenantId tenant, Issue issue) {
        return files.byId(tenant, issue.file()).filter(file -> digest(tenant, file).equals(issue.sha256())).isPresent();
    }

    /** @throws NotFound if the store has it no more */
    InputStream open(TenantId tenant, Issue issue) throws IOException {
        return files.open(tenant, files.byId(tenant, issue.file()).orElseThrow(NotFound::new));
    }

    private String digest(TenantId tenant, Files.StoredFile file) {
        try (InputStream in = new DigestInputStream(files.open(tenant, file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
