package org.parvis.demarches.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.content.Json;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.InFromOutside;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Answers;

/** Links to somebody outside: 256 random bits in the address, of which a hash alone is stored. */
@Component(service = Links.class)
public final class Links {
    static final String PATH = "/teleservices/avis/";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final String COLUMNS = "l.id, l.file_id, l.kind, l.email, l.name, l.body, l.shown, l.made_by, l.created_at, l.expires_at, l.revoked_at, l.answered_at";

    private final Database database;
    private final Audit audit;
    private final PublicUrls urls;
    private final Procedures procedures;
    private final InFromOutside outside;

    @Activate
    public Links(
            @Reference Database database, @Reference Audit audit, @Reference PublicUrls urls, @Reference Procedures procedures,
            @Reference InFromOutside outside) {
        this.database = database;
        this.audit = audit;
        this.urls = urls;
        this.procedures = procedures;
        this.outside = outside;
    }

    private static Link map(Row row) {
        var shown = Answers.of(row.string("shown")).json();
        return new Link(
                row.uuid("id"), row.uuid("file_id"), Link.Kind.valueOf(row.string("kind")), row.string("email"), row.string("name"), row.string("body"),
                texts(shown.path("steps")), texts(shown.path("files")), shown.path("applicant").asBoolean(), row.string("made_by"),
                row.instant("created_at"), row.instant("expires_at"), row.instantOrNull("revoked_at"), row.instantOrNull("answered_at"));
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    /** Stores a link and gives its address, which nobody can read back. */
    public String issue(Transaction transaction, Site site, Link link) {
        String token = fresh();
        String shown = Json.of(Map.of("steps", link.steps(), "files", link.files(), "applicant", link.applicant()));
        transaction.execute(
                "insert into demarches_link (tenant_id, id, file_id, kind, token, email, name, body, shown, made_by, created_at, expires_at)"
                        + " values (:tenant, :id, :file, :kind, :token, :email, :name, :text, :shown, :by, :created, :expires)",
                "id", link.id(), "file", link.file(), "kind", link.kind(), "token", hash(token), "email", link.email(), "name", link.name(), "text", link.text(),
                "shown", shown, "by", link.by(), "created", link.created(), "expires", link.expires());
        return urls.of(site, PATH + token);
    }

    /** What nobody guesses. */
    public static String fresh() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The link of an address, while it holds. */
    Optional<Link> open(TenantId tenant, String token, Instant now) {
        return database.of(tenant)
                .one("select " + COLUMNS + " from demarches_link l where l.tenant_id = :tenant and l.token = :token", Links::map, "token", hash(token))
                .filter(link -> link.open(now));
    }

    /** Those of a file, the latest first. */
    public static List<Link> of(Reader reader, UUID file) {
        return reader.list(
                "select " + COLUMNS + " from demarches_link l where l.tenant_id = :tenant and l.file_id = :file order by l.created_at desc, l.id", Links::map, "file", file);
    }

    /** Ends a link of a file at once. */
    void revoke(Site site, CaseFile file, UUID link, Agent agent, Instant now) {
        database.of(site.id()).write(transaction -> {
            int ended = transaction.execute(
                    "update demarches_link l set revoked_at = :now where l.tenant_id = :tenant and l.id = :id and l.file_id = :file and l.revoked_at is null",
                    "now", now, "id", link, "file", file.id());
            if (ended == 1) {
                audit.record(transaction, AuditEntry.by(agent, "demarches.linkend", file.id().toString()).concerning(Cases.party(file.applicant())).detail(file.number()));
            }
        });
    }

    /** Somebody looked at what a link shows. */
    void read(Site site, CaseFile file, Link link) {
        database.of(site.id()).write(transaction -> audit.record(
                transaction, AuditEntry.by(party(link), "demarches.linkread", file.id().toString()).concerning(Cases.party(file.applicant())).detail(file.number())));
    }

    private static AuditEntry.Party party(Link link) {
        return new AuditEntry.Party(link.email().toLowerCase(Locale.ROOT), link.name());
    }

    /**
     * Takes an opinion into the history of the file; agents alone see it there.
     *
     * @throws Conflict if it was given already
     */
    void answer(Site site, CaseFile file, Link link, String said, Instant now) {
        database.of(site.id()).write(transaction -> {
            int taken = transaction.execute(
                    "update demarches_link l set answered_at = :now where l.tenant_id = :tenant and l.id = :id and l.answered_at is null and l.revoked_at is null",
                    "now", now, "id", link.id());
            if (taken == 0) {
                throw new Conflict("demarches.opinion.twice");
            }
            EntryTable.insert(transaction, file.id(), new Entry(Ids.next(), now, Entry.Kind.OPINION, Cases.cut(link.name(), 80), link.name(), true, said, List.of()));
            outside.came(
                    new CaseListener.Moment(transaction, site, procedures.of(file), file), CaseListener.News.OPINION, now, link.name());
            audit.record(transaction, AuditEntry.by(party(link), "demarches.opinion", file.id().toString()).concerning(Cases.party(file.applicant())).detail(file.number()));
        });
    }
}
