package org.parvis.api.document;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.Site;

/** Makes PDF documents of views: tagged (PDF/UA-1), fit for archives (PDF/A-2a), fonts embedded, with the tenant's letterhead. */
@ProviderType
public interface Documents {

    /** Most pages of a document. */
    int MOST_PAGES = 200;

    /**
     * Renders a template and lays it out on A4. The template wraps its content in the macro {@code print.page} of
     * {@code /layout/print.ftlh}; see the guide for authors of plugins. The same input gives the same bytes.
     *
     * <p>Costs 50 ms to some seconds: offer it behind a link, not within a page.
     *
     * @throws IllegalArgumentException if it has more than {@link #MOST_PAGES} pages or 1 MiB of HTML
     * @throws org.parvis.api.route.Unavailable if it takes longer than 20 s, or too many are being made
     * @throws org.parvis.api.view.Renderer.RenderFailed if the template fails
     */
    byte[] pdf(Printed document);

    /**
     * What is printed.
     *
     * @param title of the document, in the window's title and the properties
     * @param made date of the document's properties (UTC)
     * @param template {@code acts/certificate}: found in the theme, its parents, then the plugin
     * @param model as for a page; the layout adds {@code letterhead} and {@code document}
     * @param pictures PNG or JPEG by name (lower-case letters): {@code <img src="picture:qr" alt="...">}; nothing else is ever loaded
     */
    record Printed(
            Site site, Locale language, String title, Instant made, String template, Map<String, ?> model, Map<String, byte[]> pictures) {

        public Printed {
            pictures = Map.copyOf(pictures);
        }
    }
}
