package org.parvis.site;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** Pictures of one tenant in memory, and the shelf that offers them all. */
public final class SomeImages implements Images {

    private final Map<String, Image> all = new LinkedHashMap<>();

    public Image put(String alt) {
        String id = "0198c0de-0000-7000-8000-%012d".formatted(all.size() + 1);
        Image image = new Image(id, alt, "/images/" + id + "/800.jpg", "", "", 800, 600);
        all.put(id, image);
        return image;
    }

    MediaShelf shelf() {
        return new MediaShelf() {
            @Override
            public Shelf pictures(TenantId tenant, Agent agent, String words) {
                List<Item> items = all.values().stream()
                        .filter(image -> image.alt().contains(words))
                        .map(image -> new Item(image.id(), image.alt(), image.alt(), image.src()))
                        .toList();
                return new Shelf(words, items, items.size(), true);
            }

            @Override
            public Shelf documents(TenantId tenant, Agent agent, String words) {
                return Shelf.CLOSED;
            }
        };
    }

    @Override
    public Image store(TenantId tenant, String field, Upload upload, String alt) {
        return put(alt);
    }

    @Override
    public Image store(TenantId tenant, String fileName, byte[] bytes, String alt) {
        return put(alt);
    }

    @Override
    public Image draft(TenantId tenant, String field, Upload upload, String alt) {
        return put(alt);
    }

    @Override
    public void keep(TenantId tenant, String id) {}

    @Override
    public Optional<Image> byId(TenantId tenant, String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Map<String, Image> byIds(TenantId tenant, Collection<String> ids) {
        Map<String, Image> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(ids);
        return some;
    }

    @Override
    public void describe(TenantId tenant, String id, String alt) {
        Image image = all.get(id);
        all.put(id, new Image(id, alt, image.src(), "", "", image.width(), image.height()));
    }

    @Override
    public String share(TenantId from, String id, TenantId to) {
        return id;
    }
}
