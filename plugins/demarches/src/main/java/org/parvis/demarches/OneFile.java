package org.parvis.demarches;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** A file that nobody sent: stored, checked and encrypted as those that people send. */
public record OneFile(String fileName, String declaredType, long size, Source source) implements Upload {
    private static final String FIELD = "file";

    /** Opens it. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    static OneFile pdf(String name, byte[] bytes) {
        return new OneFile(name, "application/pdf", bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** Stores it with a file of a tenant. */
    public Attachment store(Attachments attachments, TenantId tenant, UUID file) {
        FileRules rules = new FileRules(List.of(declaredType), Math.max(size, Drafts.MOST_BYTES), 1);
        return attachments.store(tenant, Drafts.FILES, file.toString(), List.of(this), FIELD, rules).get(0);
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }
}
