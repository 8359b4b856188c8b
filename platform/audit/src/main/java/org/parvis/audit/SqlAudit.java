package org.parvis.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;

/** Writes entries, each with its commitment; sealing them into the chain is left to {@link Sealer}. */
@Component(service = {Audit.class, SqlAudit.class})
public final class SqlAudit implements Audit {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_REF = 254;
    private static final int LONGEST_ACTION = 80;
    private static final int LONGEST_DETAIL = 400;
    private static final int SALT = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public SqlAudit(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public void record(Transaction transaction, AuditEntry entry) {
        write(transaction, entry);
    }

    /** @return the id of the new entry */
    UUID write(Transaction transaction, AuditEntry entry) {
        UUID id = Ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Recorded.Content content = content(entry);
        byte[] commitment = new Commitment().of(transaction.tenant(), id, now, content);
        transaction.execute(
                """
                insert into audit_entry (tenant_id, id, happened, commitment, salt, actor_ref, actor_name, behalf_ref, behalf_name,
                        person_ref, person_name, done, subject, detail, about)
                values (:tenant, :id, :now, :commitment, :salt, :actorRef, :actorName, :behalfRef, :behalfName,
                        :personRef, :personName, :action, :subject, :detail, :about)
                """,
                "id", id, "now", now, "commitment", Commitment.HEX.formatHex(commitment), "salt", content.salt(),
                "actorRef", content.actorRef(), "actorName", content.actorName(), "behalfRef", content.behalfRef(), "behalfName", content.behalfName(),
                "personRef", content.personRef(), "personName", content.personName(), "action", content.action(), "subject", content.subject(),
                "detail", content.detail(), "about", content.about());
        return id;
    }

    private Recorded.Content content(AuditEntry entry) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new Recorded.Content(
                Commitment.HEX.formatHex(salt),
                ref(entry.actor(), LONGEST_NAME), name(entry.actor()),
                ref(entry.onBehalfOf(), LONGEST_REF), name(entry.onBehalfOf()),
                ref(entry.concerned(), LONGEST_REF), name(entry.concerned()),
                cut(entry.action(), LONGEST_ACTION), cut(entry.subject(), LONGEST_NAME), cut(entry.detail(), LONGEST_DETAIL),
                entry.about() == null ? null : entry.about().value());
    }

    private static @Nullable String ref(AuditEntry.@Nullable Party party, int longest) {
        return party == null ? null : cut(party.ref(), longest);
    }

    private static @Nullable String name(AuditEntry.@Nullable Party party) {
        return party == null ? null : cut(party.name(), LONGEST_NAME);
    }

    /** Never in the middle of a character; without NUL, which PostgreSQL cannot hold. */
    private static String cut(String text, int longest) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
