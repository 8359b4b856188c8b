package org.parvis.documents.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The one family that documents are set in; embedded, so that they look and read the same everywhere. */
enum PdfFont {
    REGULAR(400, FontStyle.NORMAL, "Regular"),
    ITALIC(400, FontStyle.ITALIC, "Italic"),
    BOLD(700, FontStyle.NORMAL, "Bold"),
    BOLD_ITALIC(700, FontStyle.ITALIC, "BoldItalic");

    static final String FAMILY = "Liberation Sans";

    private final int weight;
    private final FontStyle style;
    private final String file;

    PdfFont(int weight, FontStyle style, String file) {
        this.weight = weight;
        this.style = style;
        this.file = "/liberation/LiberationSans-" + file + ".ttf";
    }

    static void addTo(PdfRendererBuilder builder) {
        for (PdfFont font : values()) {
            builder.useFont(font::open, FAMILY, font.weight, font.style, true);
        }
    }

    private InputStream open() {
        InputStream in = PdfFont.class.getResourceAsStream(file);
        if (in == null) {
            throw new UncheckedIOException(new IOException("missing: " + file));
        }
        return in;
    }
}
