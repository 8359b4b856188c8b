package org.parvis.site.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.file.PictureField;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/** The main picture of a page: in its form, and on the page. */
@Component(service = PagePicture.class)
public final class PagePicture {

    private static final String FIELD = "image";

    private final Images images;
    private final MediaShelf shelf;

    @Activate
    public PagePicture(@Reference Images images, @Reference MediaShelf shelf) {
        this.images = images;
        this.shelf = shelf;
    }

    /** What the form brought, stored. */
    record Taken(PictureField field) {

        PageImage image() {
            return new PageImage(field.id(), field.decorative(), field.own());
        }

        List<FieldError> errors() {
            return Optional.ofNullable(field.error()).map(List::of).orElse(List.of());
        }

        /** What is wrong with a file sent along while an agent looks for something in the library; describing can wait. */
        List<FieldError> refusedFile() {
            return errors().stream().filter(error -> error.field().equals(FIELD)).toList();
        }

        Map<String, String> typed(Form form) {
            return field.typed(form, FIELD);
        }
    }

    Taken take(TenantId tenant, Form form) {
        return new Taken(PictureField.take(images, tenant, form, FIELD, "site.desk.page.image.undescribed", true));
    }

    /** Without storing anything: a preview does not show what it sends. */
    PageImage there(Form form) {
        String typed = form.value(FIELD + "Alt").strip();
        boolean another = !form.value(FIELD + "Pick").isEmpty();
        return new PageImage(PictureField.there(form, FIELD), form.ticked(FIELD + "Decor"), another || typed.isEmpty() ? null : typed);
    }

    /** What the form shows. */
    Map<String, Object> model(Request request, PageImage image, String words) {
        Map<String, Object> model = new HashMap<>();
        model.put("shelf", shelf.pictures(request.tenant(), request.signedIn(), words));
        model.put("decorative", image.decorative());
        byId(request.tenant(), image.id()).ifPresent(found -> model.put("image", found.described(image.alt())));
        return model;
    }

    static String words(Form form) {
        return form.value(FIELD + "PickWords");
    }

    /** As the page shows it; nothing if it was deleted meanwhile. */
    Optional<Image> shown(TenantId tenant, PageImage image) {
        return byId(tenant, image.id()).map(image::shown);
    }

    private Optional<Image> byId(TenantId tenant, @Nullable String id) {
        return id == null ? Optional.empty() : images.byId(tenant, id);
    }
}
