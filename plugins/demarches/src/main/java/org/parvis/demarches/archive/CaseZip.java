package org.parvis.demarches.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.document.Documents;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.ClockJson;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * A file as a ZIP: {@code dossier.json} (data and history), {@code dossier.pdf} (the same for people), {@code pieces/} and
 * {@code manifest.xml}. It is exported, handed over and archived in this form.
 */
@Component(service = CaseZip.class)
public final class CaseZip {
    private final CaseView view;
    private final Documents documents;
    private final Attachments attachments;
    private final Database database;

    @Activate
    public CaseZip(@Reference CaseView view, @Reference Documents documents, @Reference Attachments attachments, @Reference Database database) {
        this.view = view;
        this.documents = documents;
        this.attachments = attachments;
        this.database = database;
    }

    /** How much of a file. */
    public enum Part {
        ALL,
        /** Without what agents wrote for themselves. */
        HANDED_OVER
    }

    /** What can fail has been made; what is left is copying. */
    final class Ready {
        private final Site site;
        private final CaseFile file;
        private final Instant now;
        private final byte[] json;
        private final byte[] pdf;
        private final List<Attachment> pieces;

        private Ready(Site site, CaseFile file, Instant now, byte[] json, byte[] pdf, List<Attachment> pieces) {
            this.site = site;
            this.file = file;
            this.now = now;
            this.json = json;
            this.pdf = pdf;
            this.pieces = pieces;
        }

        void writeTo(OutputStream out) throws IOException {
            Manifest manifest = new Manifest();
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            add(zip, manifest, "dossier.json", "dossier.json", "application/json", new ByteArrayInputStream(json));
            add(zip, manifest, "dossier.pdf", "dossier.pdf", "application/pdf", new ByteArrayInputStream(pdf));
            for (int i = 0; i < pieces.size(); i++) {
                Attachment piece = pieces.get(i);
                try (InputStream in = attachments.open(site.id(), piece)) {
                    add(zip, manifest, "pieces/" + (i + 1) + "-" + safe(piece.fileName()), piece.fileName(), piece.type(), in);
                }
            }
            String title = view.procedure(file).title(Wanted.of(Locale.FRENCH)) + " " + file.number();
            zip.putNextEntry(entry("manifest.xml"));
            zip.write(manifest.write(new Manifest.About(file.id(), title, file.number(), site.tenant(), file.receivedAt(), file.stand().closedAt(), now)));
            zip.closeEntry();
            zip.finish();
        }

        private ZipEntry entry(String name) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(now.toEpochMilli());
            return entry;
        }

        private void add(ZipOutputStream zip, Manifest manifest, String uri, String name, String type, InputStream in) throws IOException {
            zip.putNextEntry(entry(uri));
            DigestOutputStream digested = new DigestOutputStream(zip, sha512());
            long size = in.transferTo(digested);
            zip.closeEntry();
            manifest.add(new Manifest.Item(uri, name, type, size, HexFormat.of().formatHex(digested.getMessageDigest().digest())));
        }
    }

    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Ready ready(Site site, CaseFile file, Part part, Instant now) {
        return ready(database.of(site.id()), site, file, part, now);
    }

    /** @param reader of the tenant, a transaction too */
    public Ready ready(Reader reader, Site site, CaseFile file, Part part, Instant now) {
        List<Entry> entries = EntryTable.of(reader, file.id()).stream().filter(entry -> part == Part.ALL || !entry.agentsOnly()).toList();
        return new Ready(site, file, now, json(site, file, entries), pdf(site, file, entries, now), pieces(attachments, site.id(), file, entries));
    }

    /** {@code dossier.pdf}. */
    public byte[] pdf(Site site, CaseFile file, List<Entry> entries, Instant now) {
        Wanted wanted = Wanted.of(Locale.FRENCH);
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(site, file, wanted, now));
        model.put("parts", view.parts(file, site, wanted));
        model.put("lines", view.lines(file, entries, site, wanted));
        String title = view.procedure(file).title(wanted) + " " + file.number();
        return documents.pdf(new Documents.Printed(site, Locale.FRENCH, title, now, "demarches/file-print", model, Map.of()));
    }

    /** {@code dossier.json}. */
    public static byte[] json(Site site, CaseFile file, List<Entry> entries) {
        return tree(site, file, entries).toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    /** Attachments that the answers or these lines of the history name: not those that were taken out of a form again before it was sent. */
    public static List<Attachment> pieces(Attachments attachments, TenantId tenant, CaseFile file, List<Entry> entries) {
        String answers = file.answers().toString();
        return attachments.of(tenant, Drafts.FILES, file.id().toString()).stream()
                .filter(piece -> answers.contains(piece.id()) || entries.stream().anyMatch(entry -> entry.attachments().contains(piece.id())))
                .toList();
    }

    private static ObjectNode tree(Site site, CaseFile file, List<Entry> entries) {
        ObjectNode root = file.answers().json().objectNode();
        root.put("number", file.number()).put("id", file.id().toString()).put("tenant", site.tenant().slug()).put("procedure", file.procedure())
                .put("version", file.version()).put("state", file.stand().state()).put("channel", file.channel().name()).put("subject", file.subject())
                .put("received", file.receivedAt().toString());
        if (file.stand().outcome() != null) {
            root.put("outcome", file.stand().outcome().name());
        }
        if (file.stand().closedAt() != null) {
            root.put("closed", file.stand().closedAt().toString());
        }
        root.putObject("applicant").put("name", file.applicant().name()).put("email", file.applicant().email()).put("phone", file.applicant().phone())
                .put("language", file.applicant().language());
        root.set("answers", file.answers().json());
        root.set("clock", Answers.of(ClockJson.write(file.clock())).json().path("events"));
        ArrayNode history = root.putArray("history");
        for (Entry entry : entries) {
            ObjectNode line = history.addObject();
            line.put("at", entry.at().toString()).put("kind", entry.kind().name()).put("about", entry.about()).put("author", entry.author())
                    .put("agentsOnly", entry.agentsOnly()).put("text", entry.body());
            ArrayNode files = line.putArray("files");
            entry.attachments().forEach(files::add);
        }
        return root;
    }

    public static Response response(CaseFile file, Ready ready) {
        return Response.stream("application/zip", -1, ready::writeTo)
                .header("Content-Disposition", "attachment; filename=\"dossier-" + file.number() + ".zip\"")
                .header("Cache-Control", "no-store");
    }
}
