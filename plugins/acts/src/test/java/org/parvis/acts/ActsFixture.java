package org.parvis.acts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Transaction;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfTexts;
import org.parvis.api.file.Files;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.FakeUrls;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.RecordingEvents;
import org.parvis.testkit.TestDatabase;

/** Acts on a real database, at a time that a test sets; files in memory, whose text is their own. */
final class ActsFixture {
    /** A Thursday, 10 h in Paris. */
    static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ);

    final TestDatabase database;
    final RecordingAudit audit = new RecordingAudit();
    final RecordingEvents events = new RecordingEvents();
    final Map<String, byte[]> stored = new HashMap<>();
    final Map<String, String> settings = new HashMap<>();
    Instant now = NOW;

    final Clock clock = new FakeClock(() -> now);
    final PublicUrls urls = new FakeUrls();
    final ActFiles files = new ActFiles(new MemoryFiles());
    final Acts acts;
    final ActPages pages;
    final ActTexts texts;
    final ScdlExport export;

    ActsFixture(TestDatabase database) {
        this.database = database;
        acts = new Acts(database.database(), audit, events, clock);
        pages = new ActPages(acts, files, FakeTenants.of());
        texts = new ActTexts(acts, files, ActsFixture::read);
        export = new ScdlExport(acts, settings(), urls);
    }

    Settings settings() {
        return new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return tenant.equals(RODEZ) ? settings : Map.of();
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                settings.put(key, value);
            }
        };
    }

    /** What stands for a PDF: its text, or nothing when it begins with "scan". */
    private static PdfText read(InputStream in, PdfTexts.Limits limits) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return text.startsWith("scan")
                ? new PdfText(PdfText.State.NO_TEXT, "", 2, true, "", "", false)
                : new PdfText(PdfText.State.TEXT, text, 3, true, "", "", false);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    ActFiles.Document document(String text) {
        return files.store(RODEZ, new MemoryUpload("acte.pdf", bytes(text)));
    }

    static Act.Content content(ActKind kind, String number, String title, String matter, LocalDate adopted) {
        return new Act.Content(kind, number, title, matter, adopted, "Claude Exemple", "Maire", null, Votes.UNKNOWN, "", "");
    }

    static Act.Content deliberation(String number, String title) {
        return content(ActKind.DELIBERATION, number, title, "1.1", LocalDate.of(2026, 11, 10));
    }

    Act published(Act.Content content, String text) {
        Act draft = acts.create(RODEZ, EDITOR, content, null, document(text));
        return acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
    }

    /** Does what the queue holds. */
    void readAll() {
        for (String payload : database.queued(Acts.TEXT_QUEUE)) {
            texts.work(RODEZ, payload);
        }
    }

    Issue newest(Act act) {
        return acts.issues(RODEZ, act.id()).get(0);
    }

    static Response answer(Routes routes, String method, String pattern, FakeRequest request) throws Exception {
        Handler handler = routes.routes().stream()
                .filter(route -> route.pattern().equals(pattern) && route.method().equals(method))
                .findFirst()
                .orElseThrow()
                .handler();
        return handler.handle(request);
    }

    static byte[] body(Response response) throws IOException {
        if (response.content() instanceof Response.Bytes bytes) {
            return bytes.bytes();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) response.content()).writer().writeTo(out);
        return out.toByteArray();
    }

    /** An upload of a test. */
    record MemoryUpload(String fileName, byte[] bytes) implements Upload {
        @Override
        public String declaredType() {
            return "application/pdf";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A store in memory that takes everything but what begins with "virus". */
    private final class MemoryFiles implements Files {
        private final Map<String, StoredFile> rows = new HashMap<>();

        @Override
        public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
            throw new AssertionError("a document of an act is not for everybody");
        }

        @Override
        public StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed) {
            try (InputStream in = upload.open()) {
                byte[] bytes = in.readAllBytes();
                if (new String(bytes, StandardCharsets.UTF_8).startsWith("virus")) {
                    throw Invalid.field(field, "files.infected");
                }
                StoredFile file = new StoredFile(UUID.randomUUID().toString(), upload.fileName(), "application/pdf", bytes.length, "/fichiers/x", NOW);
                rows.put(tenant + file.id(), file);
                stored.put(file.id(), bytes);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<StoredFile> byId(TenantId tenant, String id) {
            return Optional.ofNullable(rows.get(tenant + id));
        }

        @Override
        public List<StoredFile> byIds(TenantId tenant, List<String> ids) {
            return ids.stream().flatMap(id -> byId(tenant, id).stream()).toList();
        }

        @Override
        public StoredFile share(TenantId from, String id, TenantId to) {
            throw new AssertionError("not expected");
        }

        @Override
        public InputStream open(TenantId tenant, StoredFile file) {
            return new ByteArrayInputStream(Optional.ofNullable(stored.get(file.id())).orElseThrow(NotFound::new));
        }
    }
}
