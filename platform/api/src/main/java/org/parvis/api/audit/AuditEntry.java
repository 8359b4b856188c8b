package org.parvis.api.audit;

import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * What the audit log keeps of one action: who read or changed whose data, for whom.
 *
 * <p>Shown to people as a sentence: the message {@code <plugin>.audit.<what>} of the action {@code <plugin>.<what>}, with {0} the
 * detail, or the subject when there is none: {@code news.audit.publish=a publié l’article « {0} »}.
 *
 * @param actor who did it, or null: the system itself
 * @param onBehalfOf for whom (« X for Y »), or null: for themselves
 * @param concerned whose personal data were read or changed, or null: nobody's
 * @param action {@code <plugin>.<what>}
 * @param subject id of what it was done to, 120 characters at most
 * @param detail short: what tells the subject from others, 400 characters at most
 * @param about the tenant that is concerned when the territory's own data were changed for it, or null
 */
public record AuditEntry(
        @Nullable Party actor,
        @Nullable Party onBehalfOf,
        @Nullable Party concerned,
        String action,
        String subject,
        String detail,
        @Nullable TenantId about) {

    /**
     * Somebody, as named at that time.
     *
     * @param ref what finds the person's entries again: the account's id, an e-mail address in lower case
     * @param name as shown
     */
    public record Party(String ref, String name) {}

    /** By an agent, or by the system itself if null. */
    public static AuditEntry by(@Nullable Agent agent, String action, String subject) {
        return by(agent == null ? null : new Party(agent.id().toString(), agent.name()), action, subject);
    }

    public static AuditEntry by(@Nullable Party actor, String action, String subject) {
        return new AuditEntry(actor, null, null, action, subject, "", null);
    }

    public AuditEntry onBehalfOf(Party person) {
        return new AuditEntry(actor, person, concerned, action, subject, detail, about);
    }

    public AuditEntry concerning(Party person) {
        return new AuditEntry(actor, onBehalfOf, person, action, subject, detail, about);
    }

    public AuditEntry detail(String other) {
        return new AuditEntry(actor, onBehalfOf, concerned, action, subject, other, about);
    }

    public AuditEntry about(TenantId tenant) {
        return new AuditEntry(actor, onBehalfOf, concerned, action, subject, detail, tenant);
    }
}
