package org.parvis.documents.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfTexts;
import org.parvis.api.file.Files;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;

/**
 * Whether PDF files can be read by everybody: those that a text links to, and those that go with it (RGAA 4.1, 13.3). What was found is kept in
 * memory by file, since a file never changes. Nothing is an error for sure: some scans have their text in the page beside them.
 */
@Component
public final class PdfCheck implements AccessibilityCheck {
    private static final Pattern LINK = Pattern.compile("<a\\b([^>]*)>");
    private static final Pattern FILE = Pattern.compile("href=\"(?:/en)?/fichiers/([0-9a-f-]{36})/");
    /** All pages, for a scan has no text on any; the first words are enough otherwise. */
    private static final PdfTexts.Limits LIMITS = new PdfTexts.Limits(25L << 20, 500, 500, Duration.ofSeconds(5));
    private static final int MOST_FILES = 20;
    private static final int MOST_KEPT = 5_000;
    private static final String FINE = "";

    private final Files files;
    private final PdfTexts texts;
    /** Message by tenant and file, empty where there is nothing to mend. */
    private final Map<String, String> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KEPT;
        }
    };

    @Activate
    public PdfCheck(@Reference Files files, @Reference PdfTexts texts) {
        this.files = files;
        this.texts = texts;
    }

    @Override
    public List<Finding> check(TenantId tenant, String html) {
        List<Finding> findings = new ArrayList<>();
        Matcher link = LINK.matcher(html);
        int read = 0;
        for (int index = 0; read < MOST_FILES && link.find(); index++) {
            Matcher file = FILE.matcher(link.group(1));
            if (file.find()) {
                read++;
                finding(tenant, file.group(1), "a", index).ifPresent(findings::add);
            }
        }
        return findings;
    }

    @Override
    public List<Finding> checkFiles(TenantId tenant, List<String> ids) {
        return ids.stream().limit(MOST_FILES).flatMap(id -> finding(tenant, id, "", 0).stream()).toList();
    }

    private Optional<Finding> finding(TenantId tenant, String id, String element, int index) {
        return files.byId(tenant, id)
                .filter(file -> file.type().equals("application/pdf"))
                .flatMap(file -> message(tenant, file).map(key -> new Finding(key, false, file.fileName(), element, index)));
    }

    private Optional<String> message(TenantId tenant, StoredFile file) {
        String key = tenant + "/" + file.id();
        synchronized (kept) {
            String known = kept.get(key);
            if (known != null) {
                return Optional.of(known).filter(message -> !message.equals(FINE));
            }
        }
        try (InputStream in = files.open(tenant, file)) {
            String message = message(texts.read(in, LIMITS));
            synchronized (kept) {
                kept.put(key, message);
            }
            return Optional.of(message).filter(found -> !found.equals(FINE));
        } catch (IOException | NotFound | Unavailable unread) {
            // Gone from the store, or too many are being read: the next look may tell.
            return Optional.empty();
        }
    }

    private static String message(PdfText text) {
        return switch (text.state()) {
            case TEXT -> text.tagged() ? FINE : "documents.check.untagged";
            case NO_TEXT -> "documents.check.notext";
            case ENCRYPTED -> "documents.check.encrypted";
            case BROKEN -> "documents.check.broken";
            case TOO_LARGE -> FINE;
        };
    }
}
