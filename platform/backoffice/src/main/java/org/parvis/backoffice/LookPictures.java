package org.parvis.backoffice;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Themes;

/**
 * Logo and header picture of a site's look. A picture that is chosen is sent at once, as a draft that the preview shows and that a refused
 * form does not lose; saving keeps it. Without JavaScript it comes with the form.
 */
@Component(service = {LookPictures.class, Routes.class})
public final class LookPictures implements Routes {

    private static final List<String> FIELDS = List.of("logo", "header");
    private static final String DRAFT = "Draft";

    private final Images images;
    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public LookPictures(@Reference Images images, @Reference Themes themes, @Reference Plugins plugins) {
        this.images = images;
        this.themes = themes;
        this.plugins = plugins;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost("/apparence/image", this::send).requires(LookPages.PERMISSION).limits(Limits.UPLOAD));
    }

    /** Answers in JSON: the draft, or what is wrong with it. */
    private Response send(Request request) throws IOException {
        Form form = request.form();
        try {
            String name = FIELDS.stream().filter(field -> form.file(field).isPresent()).findFirst()
                    .orElseThrow(() -> Invalid.field("file", "form.required"));
            Image image = images.draft(request.tenant(), name, form.file(name).orElseThrow(), alternative(request, form, name));
            return Response.text("application/json", Json.of(Map.of(
                    "id", image.id(), "src", image.src(), "width", image.width(), "height", image.height()))).status(201);
        } catch (Invalid refused) {
            if (refused.errors().isEmpty()) {
                throw refused;
            }
            FieldError first = refused.errors().get(0);
            String message = themes.text("base", plugins.of(request.tenant()), request.language(), first.messageKey(), first.arguments().toArray());
            return Response.text("application/json", Json.of(Map.of("error", message))).status(422);
        }
    }

    /** What a saved form chooses for a field, kept from now on. */
    @Nullable String chosen(Request request, Form form, String name, @Nullable String before) {
        Optional<Upload> upload = form.file(name);
        if (upload.isPresent()) {
            return images.store(request.tenant(), name, upload.get(), alternative(request, form, name)).id();
        }
        if (form.ticked(name + "Remove")) {
            return null;
        }
        Optional<Image> draft = form.text(name + DRAFT).flatMap(id -> images.byId(request.tenant(), id));
        draft.ifPresent(image -> images.keep(request.tenant(), image.id()));
        String id = draft.map(Image::id).orElse(before);
        if (id != null && form.text(name + "Alt").isPresent()) {
            images.describe(request.tenant(), id, form.value(name + "Alt"));
        }
        return id;
    }

    /** Drafts of a form that was refused, by field: those that it had, and what came with it. */
    Map<String, String> drafts(Request request, Form form) {
        Map<String, String> drafts = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name + DRAFT).ifPresent(id -> drafts.put(name, id));
            form.file(name).ifPresent(upload -> {
                try {
                    drafts.put(name, images.draft(request.tenant(), name, upload, alternative(request, form, name)).id());
                } catch (Invalid unreadable) {
                    // Said already, or at the next try: another mistake comes first.
                }
            });
        }
        return drafts;
    }

    /** What the form shows: drafts before what the look has. */
    void show(Map<String, Object> model, Request request, Look look, Map<String, String> drafts) {
        for (String name : FIELDS) {
            String saved = "logo".equals(name) ? look.logo() : look.header();
            Optional<Image> draft = Optional.ofNullable(drafts.get(name)).flatMap(id -> images.byId(request.tenant(), id));
            draft.ifPresent(image -> model.put(name + DRAFT, image.id()));
            draft.or(() -> Optional.ofNullable(saved).flatMap(id -> images.byId(request.tenant(), id))).ifPresent(image -> model.put(name, image));
        }
    }

    private static String alternative(Request request, Form form, String name) {
        String alt = form.value(name + "Alt");
        return alt.isEmpty() && "logo".equals(name) ? request.site().tenant().name().name() : alt;
    }
}
