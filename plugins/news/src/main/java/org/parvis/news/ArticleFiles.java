package org.parvis.news;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Files;
import org.parvis.api.file.Images;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.file.PictureField;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
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
    private final MediaShelf shelf;

    @Activate
    public ArticleFiles(@Reference Images images, @Reference Files files, @Reference MediaShelf shelf) {
        this.images = images;
        this.files = files;
        this.shelf = shelf;
    }

    /** What a form chose or kept, and what is wrong with it. */
    record Chosen(PictureField picture, List<String> attachments, List<FieldError> errors) {

        @Nullable String image() {
            return picture.id();
        }

        /** What is wrong with files sent along while an agent looks for something in the library; describing can wait. */
        List<FieldError> refusedFiles() {
            return errors.stream().filter(error -> !error.field().equals("imageAlt")).toList();
        }
    }

    Chosen store(TenantId tenant, Form form) {
        List<FieldError> errors = new ArrayList<>();
        PictureField picture = PictureField.take(images, tenant, form, "image", "news.error.alt", false);
        FieldError wrong = picture.error();
        if (wrong != null) {
            errors.add(wrong);
        }
        return new Chosen(picture, attachments(tenant, form, errors), errors);
    }

    /** Picture, its words in the article, and attachments. */
    record There(@Nullable String image, @Nullable String imageAlt, List<String> attachments) {}

    /** What the form shows of files already there, and offers of the media library. */
    Map<String, Object> model(Request request, There there, String pictureWords, String documentWords) {
        TenantId tenant = request.tenant();
        Map<String, Object> model = new HashMap<>();
        if (there.image() != null) {
            images.byId(tenant, there.image()).ifPresent(found -> model.put("image", found.described(there.imageAlt())));
        }
        model.put("attachments", there.attachments().isEmpty() ? List.of() : files.byIds(tenant, there.attachments()));
        model.put("pictureShelf", shelf.pictures(tenant, request.signedIn(), pictureWords));
        model.put("documentShelf", shelf.documents(tenant, request.signedIn(), documentWords));
        return model;
    }

    /** Those there and not removed, those ticked in the library, then those sent; what is wrong with one leaves the others. */
    private List<String> attachments(TenantId tenant, Form form, List<FieldError> errors) {
        List<String> removed = form.values("attachmentRemove");
        List<String> wanted = Stream.concat(
                        form.values("attachmentId").stream().filter(id -> !removed.contains(id)), form.values("attachmentPick").stream())
                .distinct()
                .toList();
        List<String> all = new ArrayList<>(files.byIds(tenant, wanted).stream().map(Files.StoredFile::id).toList());
        for (Upload upload : form.files("attachments")) {
            try {
                all.add(files.store(tenant, ArticleGuard.KIND, "attachments", upload, ALLOWED).id());
            } catch (Invalid refused) {
                errors.addAll(refused.errors().isEmpty() ? List.of(FieldError.of("attachments", refused.messageKey())) : refused.errors());
            }
        }
        if (all.size() > MOST_ATTACHMENTS) {
            errors.add(FieldError.of("attachments", "news.error.attachments", MOST_ATTACHMENTS));
        }
        return all;
    }
}
