package org.parvis.news;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Files;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/**
 * The picture and attachments of an article's form. Files are stored before the rest is checked, and their ids travel with the
 * form: a refused form does not make anyone choose them again.
 */
@Component(service = ArticleFiles.class)
public final class ArticleFiles {

    static final int MOST_ATTACHMENTS = 10;

    private static final List<String> ALLOWED = List.of(
            "application/pdf",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain",
            "text/csv",
            "image/jpeg",
            "image/png");

    private final Images images;
    private final Files files;

    @Activate
    public ArticleFiles(@Reference Images images, @Reference Files files) {
        this.images = images;
        this.files = files;
    }

    /** Ids of what a form chose or kept. */
    record Chosen(@Nullable String image, List<String> attachments) {}

    /** @throws Invalid of {@code image}, {@code imageAlt} or {@code attachments} */
    Chosen store(TenantId tenant, Form form) {
        return new Chosen(image(tenant, form), attachments(tenant, form));
    }

    /** What the form shows of files already there. */
    Map<String, Object> model(TenantId tenant, @Nullable String image, List<String> attachments) {
        Map<String, Object> model = new HashMap<>();
        if (image != null) {
            images.byId(tenant, image).ifPresent(found -> model.put("image", found));
        }
        model.put("attachments", attachments.isEmpty() ? List.of() : files.byIds(tenant, attachments));
        return model;
    }

    private @Nullable String image(TenantId tenant, Form form) {
        String alt = form.value("imageAlt");
        Upload upload = form.file("image").orElse(null);
        if (upload != null) {
            if (alt.isBlank()) {
                throw Invalid.field("imageAlt", "news.error.alt");
            }
            return images.store(tenant, "image", upload, alt).id();
        }
        String kept = form.value("imageId");
        if (kept.isEmpty() || form.ticked("imageRemove")) {
            return null;
        }
        Image image = images.byId(tenant, kept).orElse(null);
        if (image == null) {
            return null;
        }
        if (alt.isBlank()) {
            throw Invalid.field("imageAlt", "news.error.alt");
        }
        if (!alt.equals(image.alt())) {
            images.describe(tenant, kept, alt);
        }
        return kept;
    }

    private List<String> attachments(TenantId tenant, Form form) {
        List<String> removed = form.values("attachmentRemove");
        List<String> all = new ArrayList<>(
                files.byIds(tenant, form.values("attachmentId").stream().filter(id -> !removed.contains(id)).toList()).stream()
                        .map(Files.StoredFile::id)
                        .toList());
        for (Upload upload : form.files("attachments")) {
            all.add(files.store(tenant, "attachments", upload, ALLOWED).id());
        }
        if (all.size() > MOST_ATTACHMENTS) {
            throw Invalid.field("attachments", "news.error.attachments", MOST_ATTACHMENTS);
        }
        return all;
    }
}
