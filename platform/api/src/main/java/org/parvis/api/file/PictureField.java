package org.parvis.api.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/**
 * The main picture of a form, as the macro {@code picture} of {@code /layout/picker.ftlh} sends it: uploaded, chosen from the media library, or kept.
 *
 * <p>For a field named {@code image} these are {@code image} (the upload), {@code imagePick} (from the library), {@code imageId} (the one
 * there), {@code imageRemove}, {@code imageAlt} and {@code imageDecor}. What is uploaded is stored at once, as a draft while something is wrong with
 * it, so that a refused form does not make anyone choose it again.
 *
 * @param id of the picture, or null
 * @param decorative whether it says nothing, and is shown without alternative text
 * @param alt its alternative text, or what was typed for one that is still to come; may be empty
 * @param error what is wrong, or null
 */
public record PictureField(@Nullable String id, boolean decorative, String alt, @Nullable FieldError error) {

    /**
     * Reads the field and stores what it brings.
     *
     * @param name of the field
     * @param altKey message for a picture that nobody described
     * @param mayDecorate whether a picture may be decoration
     */
    public static PictureField take(Images images, TenantId tenant, Form form, String name, String altKey, boolean mayDecorate) {
        boolean decorative = mayDecorate && form.ticked(name + "Decor");
        String typed = form.value(name + "Alt");
        Upload upload = form.file(name).orElse(null);
        try {
            if (upload != null) {
                Image stored = typed.isBlank() && !decorative
                        ? images.draft(tenant, name, upload, "")
                        : images.store(tenant, name, upload, decorative ? "" : typed);
                return described(stored.id(), stored.alt(), decorative, name, altKey);
            }
        } catch (Invalid refused) {
            FieldError first = refused.errors().isEmpty() ? FieldError.of(name, refused.messageKey()) : refused.errors().get(0);
            return new PictureField(there(form, name), decorative, typed, first);
        }
        Image image = Optional.ofNullable(there(form, name)).flatMap(id -> images.byId(tenant, id)).orElse(null);
        if (image == null) {
            return new PictureField(null, decorative, typed, null);
        }
        String alt = alt(images, tenant, form, name, image, typed);
        if (!decorative && !alt.isBlank() && !alt.equals(image.alt())) {
            images.describe(tenant, image.id(), alt);
        }
        if (decorative || !alt.isBlank()) {
            images.keep(tenant, image.id());
        }
        return described(image.id(), alt, decorative, name, altKey);
    }

    /** The fields of a refused form, with the words of the picture that it now has. */
    public Map<String, String> typed(Form form, String name) {
        Map<String, String> typed = new HashMap<>(form.typed());
        typed.put(name + "Alt", alt);
        typed.remove(name + "Pick");
        return typed;
    }

    /** Id of the picture that the form has without its upload, or null. */
    public static @Nullable String there(Form form, String name) {
        String picked = form.value(name + "Pick");
        String kept = form.ticked(name + "Remove") ? "" : form.value(name + "Id");
        String id = picked.isEmpty() ? kept : picked;
        return id.isEmpty() ? null : id;
    }

    /** A picture just chosen brings its own words, unless the agent typed others than those of the picture that was there. */
    private static String alt(Images images, TenantId tenant, Form form, String name, Image image, String typed) {
        String kept = form.value(name + "Id");
        if (kept.equals(image.id())) {
            return typed;
        }
        boolean untouched = typed.isBlank() || images.byId(tenant, kept).filter(other -> other.alt().equals(typed)).isPresent();
        return untouched ? image.alt() : typed;
    }

    private static PictureField described(String id, String alt, boolean decorative, String name, String altKey) {
        boolean undescribed = !decorative && alt.isBlank();
        return new PictureField(id, decorative, alt, undescribed ? FieldError.of(name + "Alt", altKey) : null);
    }
}
