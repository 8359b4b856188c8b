package org.parvis.documents.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.Documents;
import org.parvis.api.file.ImageBytes;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Contrast;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Renderer;
import org.parvis.documents.Workers;

/** Documents of views: rendered as pages are, with the names and address that frame the tenant's public pages. */
@Component
public final class PrintedDocuments implements Documents {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int LONGEST_HTML = 1 << 20;
    private static final int LOGO_WIDTH = 800;
    private static final String LOGO = "logo";
    private static final String INK = "#333333";

    private final Renderer renderer;
    private final Plugins plugins;
    private final ImageBytes images;
    private final Workers workers;

    @Activate
    public PrintedDocuments(
            @Reference Renderer renderer, @Reference Plugins plugins, @Reference ImageBytes images, @Reference Workers workers) {
        this.renderer = renderer;
        this.plugins = plugins;
        this.images = images;
        this.workers = workers;
    }

    /**
     * What the layout shows above the content, besides the frame of public pages.
     *
     * @param logo whether there is a picture of that name
     * @param color of the rule below
     */
    public record Letterhead(boolean logo, String color) {}

    @Override
    public byte[] pdf(Printed document) {
        Map<String, byte[]> pictures = new HashMap<>(document.pictures());
        logo(document.site()).ifPresent(logo -> pictures.put(LOGO, logo));
        byte[] html = plugins.with(document.site().id(), active -> render(document, active, pictures.containsKey(LOGO)));
        if (html.length > LONGEST_HTML) {
            throw new IllegalArgumentException(document.template() + ": " + html.length + " bytes of HTML");
        }
        String text = new String(html, StandardCharsets.UTF_8);
        try {
            return workers.run(() -> PdfMaker.make(text, document.made(), pictures), TIME);
        } catch (TimeoutException slow) {
            throw new Unavailable("documents.busy");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PdfMaker.TooLong tooLong) {
                throw new IllegalArgumentException(document.template() + ": " + tooLong.getMessage());
            }
            throw new IllegalStateException(document.template() + " could not be laid out", failed.getCause());
        }
    }

    private byte[] render(Printed document, ActivePlugins active, boolean logo) {
        Site site = document.site();
        Map<String, Object> model = new HashMap<>();
        FrameSource.Asked asked = new FrameSource.Asked(site, active, document.language(), "/", null, document.made());
        active.of(FrameSource.class).stream().filter(source -> !source.desk()).findFirst()
                .ifPresent(source -> model.putAll(source.frame(asked).model()));
        model.put("path", "/");
        model.put("now", document.made());
        model.putAll(document.model());
        model.put("document", Map.of("title", document.title(), "made", document.made()));
        String color = site.look().tokens().getOrDefault("color-primary", INK);
        model.put("letterhead", new Letterhead(logo, Contrast.isColor(color) ? color : INK));
        return renderer.render(site, active, document.language(), document.template(), model);
    }

    private Optional<byte[]> logo(Site site) {
        String id = site.look().logo();
        try {
            return id == null ? Optional.empty() : images.read(site.id(), id, LOGO_WIDTH);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
