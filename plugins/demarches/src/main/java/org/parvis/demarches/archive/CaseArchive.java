package org.parvis.demarches.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Procedure;

/**
 * Puts closed files, of procedures that say so, into {@code archives/<tenant>/<procedure>/} of the data directory before they are erased:
 * the ZIP that agents export, and its SHA-256 beside it.
 */
@Component(service = CaseArchive.class)
public final class CaseArchive {
    private final Procedures procedures;
    private final Tenants tenants;
    private final CaseZip zip;
    private final Audit audit;
    private final @Nullable Path folder;

    @Activate
    public CaseArchive(
            BundleContext context, @Reference Procedures procedures, @Reference Tenants tenants, @Reference CaseZip zip, @Reference Audit audit) {
        this(procedures, tenants, zip, audit, context.getProperty("parvis.data") == null ? null : Path.of(context.getProperty("parvis.data"), "archives"));
    }

    public CaseArchive(Procedures procedures, Tenants tenants, CaseZip zip, Audit audit, @Nullable Path folder) {
        this.procedures = procedures;
        this.tenants = tenants;
        this.zip = zip;
        this.audit = audit;
        this.folder = folder;
    }

    /**
     * Archives a file if its procedure says so. Done again after a crash it makes the same archive once more.
     *
     * @return where it is, below the folder, and its checksum
     * @throws UncheckedIOException if it cannot be written: the file must stay
     */
    Optional<String> keep(Transaction transaction, UUID id, Instant now) {
        CaseFile file = CaseTable.byId(transaction, id).orElseThrow();
        Procedure procedure = procedures.of(file);
        if (!procedure.header().filing().archived()) {
            return Optional.empty();
        }
        if (folder == null) {
            throw new IllegalStateException("no data directory for archives");
        }
        Site site = tenants.byId(transaction.tenant()).orElseThrow();
        Path place = Path.of(site.tenant().slug(), file.procedure(), file.number() + ".zip");
        try {
            String digest = write(folder.resolve(place), zip.ready(transaction, site, file, CaseZip.Part.ALL, now));
            audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, "demarches.archive", id.toString())
                    .concerning(Cases.party(file.applicant()))
                    .detail(file.number()));
            return Optional.of(place + " SHA-256 " + digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under another name first, and on the disk before its own name is: what has the name is whole. */
    private static String write(Path path, CaseZip.Ready ready) throws IOException {
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            ready.writeTo(out);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        String hex = HexFormat.of().formatHex(digest.digest());
        Files.writeString(path.resolveSibling(path.getFileName() + ".sha256"), hex + "  " + path.getFileName() + "\n");
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
