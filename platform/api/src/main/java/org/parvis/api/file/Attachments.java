package org.parvis.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Form;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/**
 * Private files of a tenant: checked for viruses where that is configured, encrypted at rest, read by those alone whom the
 * {@link FileAccess} of their kind lets in.
 */
@ProviderType
public interface Attachments {

    /**
     * Stores the files of a field of a form; all of them or none.
     *
     * @param kind {@code <plugin>.<thing>}, which a {@link FileAccess} guards
     * @param subject id of the thing, at most 80 characters
     * @param field of the form, named in errors
     * @throws org.parvis.api.route.Invalid of that field if there are too many, or one is too large, of another type or infected
     * @throws org.parvis.api.route.Unavailable if they cannot be stored or checked now; nothing was stored
     */
    default List<Attachment> store(TenantId tenant, String kind, String subject, Form form, String field, FileRules rules) {
        return store(tenant, kind, subject, form.files(field), field, rules);
    }

    /** As {@link #store(TenantId, String, String, Form, String, FileRules)}, some of the files of that field. */
    List<Attachment> store(TenantId tenant, String kind, String subject, List<Upload> files, String field, FileRules rules);

    Optional<Attachment> byId(TenantId tenant, String id);

    /** All files of a thing, in the order in which they came. */
    List<Attachment> of(TenantId tenant, String kind, String subject);

    /** The bytes, decrypted as they are read; who may read them is the caller's to ask. */
    InputStream open(TenantId tenant, Attachment attachment) throws IOException;

    /** Forgets files of a kind in the transaction that no longer needs them; their bytes go with the next purge after a day. */
    void delete(Transaction transaction, String kind, Collection<String> ids);
}
