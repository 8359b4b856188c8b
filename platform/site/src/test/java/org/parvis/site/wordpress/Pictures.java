package org.parvis.site.wordpress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** Pictures; those whose bytes begin with {@code broken} are refused. */
final class Pictures implements Images {
    final Map<String, Image> stored = new HashMap<>();
    final List<String> names = new ArrayList<>();

    @Override
    public Image store(TenantId tenant, String field, Upload upload, String alt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image store(TenantId tenant, String fileName, byte[] bytes, String alt) {
        if (new String(bytes, StandardCharsets.UTF_8).startsWith("broken")) {
            throw Invalid.field(fileName, "files.image.broken");
        }
        String id = UUID.nameUUIDFromBytes(fileName.getBytes(StandardCharsets.UTF_8)).toString();
        Image image = new Image(id, alt, "/images/" + id + "/800.jpg", "", "", 800, 600);
        stored.put(id, image);
        names.add(fileName + " " + new String(bytes, StandardCharsets.UTF_8));
        return image;
    }

    @Override
    public Optional<Image> byId(TenantId tenant, String id) {
        return Optional.ofNullable(stored.get(id));
    }

    @Override
    public Map<String, Image> byIds(TenantId tenant, Collection<String> ids) {
        Map<String, Image> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void describe(TenantId tenant, String id, String alt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image draft(TenantId tenant, String field, Upload upload, String alt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keep(TenantId tenant, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String share(TenantId from, String id, TenantId to) {
        throw new UnsupportedOperationException();
    }
}
