package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** While an export is read: nothing is here yet, and what texts ask for is written down. */
final class WantedMedia implements Library {

    private static final int LONGEST_URL = 2_000;

    private final FormerSite site;
    private final Attachments attachments = new Attachments();
    private final List<WxrItem> known = new ArrayList<>();
    /** Address by key, in the order in which they were asked for. */
    private final Map<String, String> wanted = new LinkedHashMap<>();

    WantedMedia(FormerSite site) {
        this.site = site;
    }

    void know(WxrItem attachment) {
        if (!attachment.attachmentUrl().isEmpty()) {
            known.add(attachment);
            attachments.add(attachment.id(), attachment.parent(), new Attachment(attachment.attachmentUrl(), attachment.alt()));
        }
    }

    /** The main picture of an item. */
    void want(long attachment) {
        attachments.byId(attachment).ifPresent(found -> want(found.url()));
    }

    private void want(String url) {
        if (url.length() <= LONGEST_URL) {
            site.fileKey(url).filter(key -> key.length() <= ImportMedia.LONGEST_KEY).ifPresent(key -> wanted.putIfAbsent(key, url));
        }
    }

    @Override
    public Optional<Picture> picture(String url) {
        want(url);
        return Optional.empty();
    }

    @Override
    public Optional<String> document(String url) {
        want(url);
        return Optional.empty();
    }

    @Override
    public Optional<Attachment> attachment(long id) {
        return attachments.byId(id);
    }

    @Override
    public List<Attachment> attachmentsOf(long item) {
        return attachments.of(item);
    }

    /** All attachments, and what is asked for without being one. */
    List<ImportMedia> all() {
        Map<String, ImportMedia> byKey = new LinkedHashMap<>();
        List<ImportMedia> all = new ArrayList<>();
        for (WxrItem item : known) {
            site.fileKey(item.attachmentUrl()).filter(key -> key.length() <= ImportMedia.LONGEST_KEY).ifPresent(key -> {
                ImportMedia media = new ImportMedia(
                        all.size() + 1, key, item.attachmentUrl(), item.id(), item.parent(), shortened(item.alt()),
                        wanted.containsKey(key) && !byKey.containsKey(key), false, "");
                byKey.putIfAbsent(key, media);
                all.add(media);
            });
        }
        wanted.forEach((key, url) -> {
            if (!byKey.containsKey(key)) {
                all.add(new ImportMedia(all.size() + 1, key, url, 0, 0, "", true, false, ""));
            }
        });
        return all;
    }

    private static String shortened(String alt) {
        return alt.length() > ImportMedia.LONGEST_ALT ? alt.substring(0, ImportMedia.LONGEST_ALT) : alt;
    }
}
