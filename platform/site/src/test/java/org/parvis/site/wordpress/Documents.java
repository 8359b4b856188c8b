package org.parvis.site.wordpress;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.file.Files;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;

/** Files. */
final class Documents implements Files {
    final Map<String, StoredFile> stored = new HashMap<>();

    @Override
    public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
        String id = UUID.nameUUIDFromBytes(upload.fileName().getBytes(StandardCharsets.UTF_8)).toString();
        stored.put(id, new StoredFile(id, upload.fileName(), "application/pdf", upload.size(), "/fichiers/" + id + "/" + upload.fileName(), FakeRequest.NOW));
        return stored.get(id);
    }

    @Override
    public StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredFile> byId(TenantId tenant, String id) {
        return Optional.ofNullable(stored.get(id));
    }

    @Override
    public List<StoredFile> byIds(TenantId tenant, List<String> ids) {
        return ids.stream().flatMap(id -> byId(tenant, id).stream()).toList();
    }

    @Override
    public StoredFile share(TenantId from, String id, TenantId to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(TenantId tenant, StoredFile file) {
        throw new UnsupportedOperationException();
    }
}
