package org.parvis.api.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/**
 * Mandates under which agents act for people, in the spirit of Aidants Connect.
 *
 * <p>A plugin that lets agents enter something asks {@link #current}; if there is a mandate that {@link Mandate#covers} what it does, it
 * keeps the mandate's id with what was entered and calls {@link #record} in the same transaction.
 */
@ProviderType
public interface Mandates {

    /** The mandate that the agent of a request uses in its tenant; empty when it is over, or none was taken up in this browser. */
    default Optional<Mandate> current(Request request) {
        return current(request.signedIn(), request.tenant(), request.cookie(Sessions.COOKIE).orElse(""), request.now());
    }

    /**
     * The mandate that an agent uses in a session.
     *
     * @param token of the agent's session: a mandate that was taken up in another one is none here
     */
    Optional<Mandate> current(Agent agent, TenantId tenant, String token, Instant now);

    /**
     * Records what an agent did under a mandate: in the audit log as « X for Y », and on the page where the person sees what was done.
     *
     * @param transaction of the mandate's tenant
     * @param action {@code <plugin>.<what>}, with its sentence as for {@link org.parvis.api.audit.AuditEntry}
     * @param subject id of what it was done to
     * @param detail short: what tells the subject from others; the person reads it
     */
    void record(Transaction transaction, Mandate mandate, Agent agent, String action, String subject, String detail);

    /**
     * A mandate.
     *
     * @param reference short, on the receipt
     * @param name of the person
     * @param email address in lower case, or empty
     * @param phone as {@link org.parvis.api.privacy.Person#phone} writes it, or empty
     * @param scopes ids of {@link MandateScopes}; none: anything that is offered
     * @param ends UTC
     */
    record Mandate(
            UUID id, String reference, String name, @Nullable LocalDate birth, String email, String phone, Set<String> scopes, Instant ends) {

        public Mandate {
            scopes = Set.copyOf(scopes);
        }

        public boolean covers(String scope) {
            return scopes.isEmpty() || scopes.contains(scope);
        }

        /** What finds the person's entries in the audit log. */
        public String ref() {
            return email.isEmpty() ? phone : email;
        }
    }
}
