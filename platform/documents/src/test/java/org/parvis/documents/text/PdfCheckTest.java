package org.parvis.documents.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.content.AccessibilityCheck.Finding;
import org.parvis.api.file.Files;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.documents.Workers;
import org.parvis.testkit.FakeRequestSites;

final class PdfCheckTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();

    private final Workers workers = new Workers();
    private final Store store = new Store();
    private final PdfCheck check = new PdfCheck(store, new ExtractedTexts(workers));

    @AfterEach
    void stop() {
        workers.stop();
    }

    private static byte[] pdf(boolean text, boolean tagged) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            if (text) {
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.showText("Règlement de la salle");
                    content.endText();
                }
            }
            if (tagged) {
                PDMarkInfo marks = new PDMarkInfo();
                marks.setMarked(true);
                document.getDocumentCatalog().setMarkInfo(marks);
                document.getDocumentCatalog().setStructureTreeRoot(new PDStructureTreeRoot());
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private List<String> keys(String... ids) {
        return check.checkFiles(RODEZ, List.of(ids)).stream().map(Finding::messageKey).toList();
    }

    @Test
    void aFileThatNotEverybodyCanReadIsNamedAndNothingIsAnErrorForSure() throws IOException {
        assertThat(keys(store.put("reglement.pdf", pdf(true, true)))).isEmpty();
        assertThat(keys(store.put("export.pdf", pdf(true, false)))).containsExactly("documents.check.untagged");
        String scan = store.put("scan.pdf", pdf(false, false));
        assertThat(check.checkFiles(RODEZ, List.of(scan))).containsExactly(new Finding("documents.check.notext", false, "scan.pdf", "", 0));
        assertThat(keys(store.put("faux.pdf", "%PDF-1.4 rien".getBytes(StandardCharsets.US_ASCII)))).containsExactly("documents.check.broken");
    }

    @Test
    void filesThatATextLinksToAreReadAndShownWhereTheyStand() throws IOException {
        String scan = store.put("scan.pdf", pdf(false, false));
        String html = "<p><a href=\"/contact\">Écrire</a> <a href=\"/fichiers/" + scan + "/scan.pdf\">Règlement</a></p>";
        assertThat(check.check(RODEZ, html)).containsExactly(new Finding("documents.check.notext", false, "scan.pdf", "a", 1));
        assertThat(check.check(FakeRequestSites.AGEN.id(), html)).as("another commune's file tells nothing").isEmpty();
        assertThat(check.check(RODEZ, "<p><a href=\"/fichiers/" + UUID.randomUUID() + "/x.pdf\">x</a></p>")).isEmpty();
    }

    @Test
    void aFileIsReadOnce() throws IOException {
        String scan = store.put("scan.pdf", pdf(false, false));
        assertThat(keys(scan)).hasSize(1);
        assertThat(keys(scan)).hasSize(1);
        assertThat(store.opened).isEqualTo(1);
    }

    /** Files of Rodez in memory. */
    private static final class Store implements Files {
        private final Map<String, StoredFile> files = new HashMap<>();
        private final Map<String, byte[]> bytes = new HashMap<>();
        private int opened;

        String put(String name, byte[] content) {
            String id = UUID.randomUUID().toString();
            files.put(id, new StoredFile(id, name, "application/pdf", content.length, "/fichiers/" + id + "/" + name, Instant.EPOCH));
            bytes.put(id, content);
            return id;
        }

        @Override
        public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StoredFile> byId(TenantId tenant, String id) {
            return tenant.equals(RODEZ) ? Optional.ofNullable(files.get(id)) : Optional.empty();
        }

        @Override
        public List<StoredFile> byIds(TenantId tenant, List<String> ids) {
            return ids.stream().flatMap(id -> byId(tenant, id).stream()).toList();
        }

        @Override
        public StoredFile share(TenantId from, String id, TenantId to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(TenantId tenant, StoredFile file) {
            opened++;
            return new ByteArrayInputStream(bytes.get(file.id()));
        }
    }
}
