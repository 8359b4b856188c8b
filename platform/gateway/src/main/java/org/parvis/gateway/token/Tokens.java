package org.parvis.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Row;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * The tokens of each tenant. One is {@code parvis_<prefix>_<secret>}; the secret has 256 random bits, so that its SHA-256 digest says
 * nothing about it and a slow digest would add nothing.
 */
@Component(service = Tokens.class)
public final class Tokens {
    private static final String MARK = "parvis_";
    private static final int PREFIX = 8;
    private static final String LETTERS = "abcdefghjkmnpqrstvwxyz0123456789";
    private static final String SELECT = "select t.* from gateway_token t where t.tenant_id = :tenant";

    private final Database database;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public Tokens(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A new token and its text, which nobody can find out again. */
    public record Issued(Token token, String text) {}

    private record Kept(Token token, String digest) {}

    /** The newest first. */
    List<Token> all(TenantId tenant) {
        return database.of(tenant).list(SELECT + " order by t.created_on desc, t.id desc", Tokens::token);
    }

    Optional<Token> byId(TenantId tenant, UUID id) {
        return database.of(tenant).one(SELECT + " and t.id = :id", Tokens::token, "id", id);
    }

    /** Makes a token. */
    public Issued issue(TenantId tenant, Agent agent, String name, Set<String> scopes, LocalDate today, LocalDate expires) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < PREFIX; i++) {
            prefix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String text = MARK + prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Token token = new Token(Ids.next(), name, prefix.toString(), scopes, today, expires, null, null);
        database.of(tenant).write(transaction -> {
            transaction.execute(
                    "insert into gateway_token (tenant_id, id, name, prefix, digest, scopes, created_on, expires_on)"
                            + " values (:tenant, :id, :name, :prefix, :digest, :scopes, :created, :expires)",
                    "id", token.id(), "name", name, "prefix", token.prefix(), "digest", digest(text), "scopes", String.join(" ", new TreeSet<>(scopes)),
                    "created", today, "expires", expires);
            audit.record(transaction, agent, "gateway.token.create", token.id().toString(), name);
        });
        return new Issued(token, text);
    }

    /** Ends a token at once; false if it is over already. */
    boolean revoke(TenantId tenant, Agent agent, Token token, LocalDate today) {
        return database.of(tenant).call(transaction -> {
            int changed = transaction.execute(
                    "update gateway_token t set revoked_on = :today where t.tenant_id = :tenant and t.id = :id and t.revoked_on is null", "today", today,
                    "id", token.id());
            if (changed > 0) {
                audit.record(transaction, agent, "gateway.token.revoke", token.id().toString(), token.name());
            }
            return changed > 0;
        });
    }

    /** The valid token of this tenant that has this text; notes that it was used. */
    public Optional<Token> check(TenantId tenant, String text, LocalDate today) {
        if (!text.startsWith(MARK) || text.length() < MARK.length() + PREFIX + 2 || text.length() > 100) {
            return Optional.empty();
        }
        String prefix = text.substring(MARK.length(), MARK.length() + PREFIX);
        byte[] digest = digest(text).getBytes(StandardCharsets.US_ASCII);
        Optional<Token> found = database.of(tenant)
                .one(SELECT + " and t.prefix = :prefix", row -> new Kept(token(row), row.string("digest")), "prefix", prefix)
                .filter(kept -> MessageDigest.isEqual(digest, kept.digest().getBytes(StandardCharsets.US_ASCII)))
                .map(Kept::token)
                .filter(token -> token.valid(today));
        found.filter(token -> !today.equals(token.used())).ifPresent(token -> database.of(tenant).write(transaction -> transaction.execute(
                "update gateway_token t set used_on = :today where t.tenant_id = :tenant and t.id = :id", "today", today, "id", token.id())));
        return found;
    }

    private static Token token(Row row) {
        return new Token(
                row.uuid("id"), row.string("name"), row.string("prefix"), Set.of(row.string("scopes").split(" ")), row.date("created_on"),
                row.date("expires_on"), row.dateOrNull("used_on"), row.dateOrNull("revoked_on"));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
