package org.parvis.site.wordpress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.file.Files;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.tenant.TenantId;

/** While items are imported: pictures and files that are on this site now. */
final class StoredMedia implements Library {

    private static final int AT_ONCE = 1_000;

    private final FormerSite site;
    private final Attachments attachments = new Attachments();
    private final Map<String, Picture> pictures = new HashMap<>();
    private final Map<String, String> documents = new HashMap<>();

    private StoredMedia(FormerSite site) {
        this.site = site;
    }

    /** @param media all of an import */
    static StoredMedia of(TenantId tenant, FormerSite site, List<ImportMedia> media, Images images, Files files) {
        StoredMedia stored = new StoredMedia(site);
        media.stream().filter(one -> one.oldId() > 0).forEach(
                one -> stored.attachments.add(one.oldId(), one.oldParent(), new Attachment(one.url(), one.alt())));
        List<ImportMedia> here = media.stream().filter(one -> !one.stored().isEmpty()).toList();
        for (int i = 0; i < here.size(); i += AT_ONCE) {
            stored.find(tenant, here.subList(i, Math.min(here.size(), i + AT_ONCE)), images, files);
        }
        return stored;
    }

    private void find(TenantId tenant, List<ImportMedia> here, Images images, Files files) {
        Map<String, Image> found = images.byIds(tenant, here.stream().filter(ImportMedia::isPicture).map(ImportMedia::stored).toList());
        Map<String, String> paths = new HashMap<>();
        files.byIds(tenant, here.stream().filter(one -> !one.isPicture()).map(ImportMedia::stored).toList())
                .forEach(file -> paths.put(file.id(), file.path()));
        for (ImportMedia one : here) {
            Image image = found.get(one.stored());
            if (image != null) {
                pictures.putIfAbsent(one.key(), new Picture(image.id(), image.src(), image.width(), image.height(), one.alt()));
            }
            String path = paths.get(one.stored());
            if (path != null) {
                documents.putIfAbsent(one.key(), path);
            }
        }
    }

    @Override
    public Optional<Picture> picture(String url) {
        return site.fileKey(url).map(pictures::get);
    }

    @Override
    public Optional<String> document(String url) {
        return site.fileKey(url).map(documents::get);
    }

    @Override
    public Optional<Attachment> attachment(long id) {
        return attachments.byId(id);
    }

    @Override
    public List<Attachment> attachmentsOf(long item) {
        return attachments.of(item);
    }
}
