package org.parvis.identity.citizen;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.citizen.GrantTable.Grant;
import org.parvis.identity.citizen.PersonSessionTable.Stored;
import org.parvis.identity.citizen.TicketTable.Ticket;

/**
 * Hands a sign-in over from the territory's host to that of a commune, as the authorization code flow does (RFC 6749, 4.1, with PKCE, RFC
 * 7636): a code that counts once and for a minute, for one commune, in the browser that asked.
 */
@Component(service = Handover.class)
public final class Handover {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern CHALLENGE = Pattern.compile("[0-9a-f]{64}");

    private final TenantData territory;
    private final PersonSessions sessions;
    private final Audit audit;

    @Activate
    public Handover(@Reference Database database, @Reference PersonSessions sessions, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
        this.audit = audit;
    }

    static boolean isState(String text) {
        return TOKEN.matcher(text).matches();
    }

    static boolean isChallenge(String text) {
        return CHALLENGE.matcher(text).matches();
    }

    /** What a person shows a commune, if they agreed to be known there. */
    Optional<Grant> grant(Request request, TenantId site) {
        return request.account().flatMap(account -> GrantTable.of(territory, account.id(), site));
    }

    void agree(Grant grant) {
        territory.write(transaction -> {
            GrantTable.put(transaction, grant);
            PersonSessions.revoke(transaction, grant.person());
            audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, grant.person()), "identity.person-grant", grant.person().toString())
                    .about(grant.site()));
        });
    }

    /** A commune knows the person no more; sessions there end. */
    void withdraw(UUID person, TenantId site) {
        territory.write(transaction -> {
            if (GrantTable.delete(transaction, person, site) > 0) {
                audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, person), "identity.person-withdraw", person.toString()).about(site));
            }
            PersonSessionTable.deleteOn(transaction, person, site);
            PersonSessions.revoke(transaction, person);
        });
    }

    /** A code for the signed-in person and that commune. */
    String issue(Request request, Site site, String challenge) {
        Stored session = request.cookie(AccountSessions.cookie(request.secure()))
                .flatMap(token -> sessions.session(token, TenantId.TERRITORY, request.now()))
                .orElseThrow(Forbidden::new);
        String code = SqlSessions.newToken();
        territory.write(transaction -> TicketTable.insert(
                transaction, SqlSessions.hash(code), new Ticket(session.hash(), site.id(), challenge), request.now()));
        return code;
    }

    /**
     * Begins a session on the host of the request's commune; answers its token.
     *
     * @param verifier that the browser kept
     * @return empty if the code is none, used, over, of another commune or of another browser
     */
    Optional<String> redeem(Request request, String code, String verifier) {
        if (!TOKEN.matcher(code).matches()) {
            return Optional.empty();
        }
        TenantId site = request.tenant();
        return territory.call(transaction -> {
            Ticket ticket = TicketTable.take(transaction, SqlSessions.hash(code), request.now()).orElse(null);
            if (ticket == null || !ticket.site().equals(site) || !ticket.challenge().equals(SqlSessions.hash(verifier))) {
                return Optional.empty();
            }
            Stored parent = PersonSessionTable.one(transaction, ticket.session()).filter(one -> request.now().isBefore(one.expires())).orElse(null);
            if (parent == null || GrantTable.of(transaction, parent.person(), site).isEmpty()) {
                return Optional.empty();
            }
            request.cookie(AccountSessions.cookie(request.secure())).ifPresent(before -> sessions.replace(transaction, before));
            return Optional.of(PersonSessions.startOn(transaction, parent, site, request.now()));
        });
    }
}
