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
 * there), {@code imageRemove}, {@code imageAlt}, {@code imageAltWas} (what the form showed) and {@code imageDecor}. What is uploaded is stored at once, as a draft while something is wrong with
 * it, so that a refused form does not make anyone choose it again.
 *
 * @param id of the picture, or null
 * @param decorative whether it says nothing, and is shown without alternative text
 * @param alt its alternative text, or what was typed for one that is still to come; may be empty
 * @param own words that are not those of the library, for this use of the picture alone; null if they are the library's. Keep them with the id
 * @param error what is wrong, or null
 */
public record PictureField(@Nullable String id, boolean decorative, String alt, @Nullable String own, @Nullable FieldError error) {

    /** Characters of words that are a thing's own. */
    public static final int LONGEST_ALT = 500;

    /**
     * Reads the field and stores what it brings.
     *
     * @param name of the field
     * @param altKey message for a picture that nobody described
     * @param mayDecorate whether a picture may be decoration
     */
    public static PictureField take(Images images, TenantId tenant, Form form, String name, String altKey, boolean mayDecorate) {
        boolean decorative = mayDecorate && form.ticked(name + "Decor");
        String typed = form.value(name + "Alt").strip();
        Upload upload = form.file(name).orElse(null);
        try {
            if (upload != null) {
                Image stored = typed.isBlank() && !decorative
                        ? images.draft(tenant, name, upload, "")
                        : images.store(tenant, name, upload, decorative ? "" : typed);
                return described(stored, stored.alt(), decorative, name, altKey);
            }
        } catch (Invalid refused) {
            FieldError first = refused.errors().isEmpty() ? FieldError.of(name, refused.messageKey()) : refused.errors().get(0);
            return new PictureField(there(form, name), decorative, typed, null, first);
        }
        Image image = Optional.ofNullable(there(form, name)).flatMap(id -> images.byId(tenant, id)).orElse(null);
        if (image == null) {
            return new PictureField(null, decorative, typed, null, null);
        }
        String alt = alt(images, tenant, form, name, image, typed);
        boolean first = image.alt().isBlank() && !decorative && !alt.isBlank();
        if (first) {
            images.describe(tenant, image.id(), alt);
        }
        if (decorative || !alt.isBlank()) {
            images.keep(tenant, image.id());
        }
        return described(first ? image.described(alt) : image, alt, decorative, name, altKey);
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
        boolean untouched = typed.isBlank() || typed.equals(form.value(name + "AltWas")) || images.byId(tenant, kept).filter(other -> other.alt().equals(typed)).isPresent();
        return untouched ? image.alt() : typed;
    }

    private static PictureField described(Image image, String alt, boolean decorative, String name, String altKey) {
        boolean undescribed = !decorative && alt.isBlank();
        boolean others = !decorative && !undescribed && !alt.equals(image.alt());
        String own = others ? alt.substring(0, Math.min(LONGEST_ALT, alt.length())) : null;
        return new PictureField(image.id(), decorative, alt, own, undescribed ? FieldError.of(name + "Alt", altKey) : null);
    }
}
