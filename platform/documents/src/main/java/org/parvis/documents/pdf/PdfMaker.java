package org.parvis.documents.pdf;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.parvis.api.document.Documents;

/**
 * Lays out HTML as a PDF/UA-1 and PDF/A-2a file. Loads nothing but the pictures that it is given; the same input gives the same bytes.
 *
 * <p>Its classes, and those of the libraries, are loaded with the first document.
 */
final class PdfMaker {
    private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        // What it has to say is of layout, for its developers.
        XRLog.setLoggingEnabled(false);
    }

    private PdfMaker() {}

    static byte[] make(String html, Instant made, Map<String, byte[]> pictures) throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                PdfBoxRenderer renderer = builder(html, pictures).buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen()) {
            describeLinks(document);
            date(document, made);
            document.setDocumentId(31L * html.hashCode() + made.toEpochMilli());
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PdfRendererBuilder builder(String html, Map<String, byte[]> pictures) {
        Pictures given = new Pictures(pictures);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(PrintedHtml.document(html), "");
        builder.withProducer("Parvis");
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.useColorProfile(SRGB.clone());
        builder.useUriResolver((base, uri) -> Pictures.known(uri) ? uri : null);
        builder.useExternalResourceAccessControl((uri, type) -> Pictures.known(uri), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl((uri, type) -> Pictures.known(uri), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useHttpStreamImplementation(Pictures.NOTHING);
        builder.useProtocolsStreamImplementation(Pictures.NOTHING, "http", "https", "file", "jar", "ftp", "bundle", "bundleresource");
        builder.useProtocolsStreamImplementation(given, Pictures.SCHEME);
        builder.useUnicodeLineBreaker(new LineEnds());
        builder.usePageSupplier(PdfMaker::page);
        PdfFont.addTo(builder);
        return builder;
    }

    private static PDPage page(PDDocument document, float width, float height, int number, int shadow) {
        if (document.getNumberOfPages() >= Documents.MOST_PAGES) {
            throw new TooLong("more than " + Documents.MOST_PAGES + " pages");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new TooLong("it takes too long");
        }
        PDPage page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        return page;
    }

    /** What a link's annotation says to assistive technology (ISO 14289-1, 7.18.5): the library leaves it out. */
    private static void describeLinks(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) {
                    link.setContents(action.getURI());
                }
            }
        }
    }

    /** The library dates by the clock of the machine; properties and metadata must say the same (ISO 19005-2, 6.6.2.3). */
    private static void date(PDDocument document, Instant made) throws IOException {
        GregorianCalendar calendar = GregorianCalendar.from(made.atZone(ZoneOffset.UTC));
        calendar.setTimeZone(TimeZone.getTimeZone("UTC"));
        document.getDocumentInformation().setCreationDate(calendar);
        document.getDocumentInformation().setModificationDate(calendar);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        String xmp = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
        String day = made.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toLocalDateTime()
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "+00:00";
        String dated = xmp.replaceAll("<xmp:CreateDate>[^<]*</xmp:CreateDate>",
                "<xmp:CreateDate>" + day + "</xmp:CreateDate><xmp:ModifyDate>" + day + "</xmp:ModifyDate>");
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(dated.getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    /** Thrown out of the layout. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong(String message) {
            super(message, null, false, false);
        }
    }
}
